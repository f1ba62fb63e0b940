using System.Buffers;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>Ranks the whole catalogue by a scorer, leaving out the user's training items unless repeats are
/// allowed.</summary>
public sealed class FullRanking : IItemRanker
{
    private readonly IItemScorer _scorer;
    private readonly EvaluationSplit _split;

    /// <summary>Makes the ranker of a scorer.</summary>
    public FullRanking(IItemScorer scorer, EvaluationSplit split)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(split);
        _scorer = scorer;
        _split = split;
    }

    /// <inheritdoc/>
    public string Name => _scorer.Name;

    /// <inheritdoc/>
    public int Rank(int user, Span<int> best)
    {
        float[] pooled = ArrayPool<float>.Shared.Rent(_split.Feedback.ItemCount);
        var scores = pooled.AsSpan(0, _split.Feedback.ItemCount);
        _scorer.Score(user, scores);
        if (!_split.RepeatPurchases)
            foreach (int item in _split.Feedback.ItemsOf(user)) scores[item] = float.NegativeInfinity;
        int count = TopItems.Select(scores, best);
        ArrayPool<float>.Shared.Return(pooled);
        return count;
    }
}
