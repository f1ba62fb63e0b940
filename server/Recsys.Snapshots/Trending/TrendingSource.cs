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
        for (int i = 0; i < rows.Length && count < found.Length; i++)
        {
            if (!context.Screen.Allows(rows[i])) continue;
            found[count] = rows[i];
            scores[count] = 1f / (1 + count);
            count++;
        }
        return count;
    }
}
