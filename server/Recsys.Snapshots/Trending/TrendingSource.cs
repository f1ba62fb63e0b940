using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Trending;

/// <summary>What is wanted more now than it was, for everybody; its score falls from 1 with the position.</summary>
/// <param name="list">The list of all.</param>
internal sealed class TrendingSource(TrendingList list) : ICandidateSource
{
    /// <inheritdoc/>
    public string Name => "trending";

    /// <inheritdoc/>
    public bool AppliesTo(RecommendationContext context) => !list.Rows.IsEmpty;

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        var rows = list.Rows;
        int count = 0;
        for (int place = 0; place < rows.Length && count < found.Length; place++)
        {
            if (!context.Screen.Allows(rows[place])) continue;
            found[count] = rows[place];
            scores[count++] = ScoreAt(place);
        }
        return count;
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var places = list.Places;
        for (int i = 0; i < rows.Length; i++)
            scores[i] = places.TryGetValue(rows[i], out int place) ? ScoreAt(place) : 0;
        return true;
    }

    private static float ScoreAt(int place) => 1 / MathF.Sqrt(1 + place);
}
