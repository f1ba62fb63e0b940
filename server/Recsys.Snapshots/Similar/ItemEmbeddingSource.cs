using System.Buffers;
using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Similar;

/// <summary>
/// Products whose vectors point where the anchor's does. The index knows inner products, which favour what is popular; so a few
/// times as many are fetched and ranked by cosine. Nothing for an anchor that the model does not know.
/// </summary>
/// <param name="index">Item vectors by model row.</param>
/// <param name="vectors">The same, by row, with their norms.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
/// <param name="probes">Lists of the index to look into, above 0.</param>
internal sealed class ItemEmbeddingSource(IvfIndex index, ItemVectors vectors, ModelRows rows, int probes) : ICandidateSource
{
    private const int Overfetch = 4;
    private const int MaxFetched = 4_000;

    /// <inheritdoc/>
    public string Name => "item_embedding";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        int anchor = rows.ToModel(context.Request.AnchorRow);
        if (anchor < 0 || found.IsEmpty || vectors.InverseNorm(anchor) == 0) return 0;
        int wanted = (int)Math.Min(Math.Max(found.Length, Math.Min((long)found.Length * Overfetch, MaxFetched)), index.Count);
        var query = ArrayPool<float>.Shared.Rent(vectors.Dimension);
        var ids = ArrayPool<long>.Shared.Rent(wanted);
        var products = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            vectors.Read(anchor, query);
            int count = index.Search(
                query.AsSpan(0, vectors.Dimension), probes, ids.AsSpan(0, wanted), products.AsSpan(0, wanted));
            return TakeBest(context, vectors.InverseNorm(anchor), ids.AsSpan(0, count), products, found, scores);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(query);
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(products);
        }
    }

    private int TakeBest(
        RecommendationContext context, float scale, Span<long> ids, Span<float> products, Span<int> found, Span<float> scores)
    {
        int kept = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            int row = rows.ToCatalogue((int)ids[i]);
            if (row < 0 || RuledOut.Is(context, row)) continue;
            // Negated, because the sort is ascending.
            products[kept] = -products[i] * scale * vectors.InverseNorm((int)ids[i]);
            ids[kept++] = row;
        }
        products[..kept].Sort(ids[..kept]);
        int count = Math.Min(kept, found.Length);
        for (int i = 0; i < count; i++) (found[i], scores[i]) = ((int)ids[i], -products[i]);
        return count;
    }
}
