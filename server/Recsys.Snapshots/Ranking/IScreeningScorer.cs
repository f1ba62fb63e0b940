using Recsys.Pipeline;
using Recsys.Pipeline.Scoring;

namespace Recsys.Snapshots.Ranking;

/// <summary>A scorer of probabilities that can look through many candidates before it scores the best.</summary>
internal interface IScreeningScorer : IScorer
{
    /// <summary>As <see cref="IScorer.ScoreBest"/>, with something known beforehand of each candidate.</summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="rows">Catalogue rows of the candidates.</param>
    /// <param name="weight">Multiplies the log odds of each, not below 0; 1 where nothing is added.</param>
    /// <param name="offsets">Added to the weighted log odds of each; empty for nothing.</param>
    /// <param name="reach">How many of the best are looked at.</param>
    /// <param name="scores">Filled with probabilities, offsets included.</param>
    void ScoreBestShifted(
        RecommendationContext context, ReadOnlySpan<int> rows, float weight, ReadOnlySpan<float> offsets, int reach,
        Span<float> scores);
}
