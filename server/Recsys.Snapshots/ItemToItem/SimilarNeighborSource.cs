using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>Products bought by those who bought the anchor, best first; nothing for an anchor that the model does not
/// know.</summary>
/// <param name="neighbors">The item-to-item table, by model row.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class SimilarNeighborSource(ItemNeighbors neighbors, ModelRows rows) : ICandidateSource
{
    /// <inheritdoc/>
    public string Name => "similar_neighbors";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        int anchor = rows.ToModel(context.Request.AnchorRow);
        if (anchor < 0) return 0;
        var targets = neighbors.RowsOf(anchor);
        var weights = neighbors.WeightsOf(anchor);
        int count = 0;
        for (int i = 0; i < targets.Length && count < found.Length; i++)
        {
            // Weights fall, and from 0 on a neighbour speaks against the anchor.
            if (!(weights[i] > 0)) break;
            int row = rows.ToCatalogue(targets[i]);
            if (row < 0 || !context.Screen.Allows(row)) continue;
            found[count] = row;
            scores[count++] = weights[i];
        }
        return count;
    }
}
