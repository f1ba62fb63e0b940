using System.Buffers;
using System.Numerics.Tensors;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Similar;

/// <summary>
/// Products whose vectors point where the anchor's does. The index knows inner products, in which a long vector wins
/// whatever it is about; so a few times as many are fetched and ranked by cosine. Works for an anchor that came after
/// training, whose vector is made of its content.
/// </summary>
/// <param name="features">The vectors by catalogue row.</param>
/// <param name="index">Their index.</param>
internal sealed class ItemEmbeddingSource(ModelFeatures features, LiveIndex index) : ICandidateSource
{
    private const int Overfetch = 4;
    private const int MaxFetched = 4_000;

    /// <inheritdoc/>
    public string Name => "item_embedding";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores) =>
        Nearest(context, context.Request.AnchorRow, found, scores);

    /// <summary>Products whose vectors point where a product's does, best first; none for one without a
    /// vector.</summary>
    /// <param name="context">The request, which rules some out.</param>
    /// <param name="anchor">The product's row, or −1.</param>
    /// <param name="found">Filled with rows, the product's own among them.</param>
    /// <param name="scores">Filled with cosines; as long.</param>
    /// <returns>How many were found.</returns>
    public int Nearest(RecommendationContext context, int anchor, Span<int> found, Span<float> scores)
    {
        var vectors = features.Vectors;
        if ((uint)anchor >= (uint)vectors.Rows || found.IsEmpty) return 0;
        float scale = InverseNorm(vectors[anchor]);
        if (scale == 0) return 0;
        int wanted = Math.Max(found.Length, Math.Min(found.Length * Overfetch, MaxFetched));
        var near = ArrayPool<int>.Shared.Rent(wanted);
        var products = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            int count = index.Search(context, vectors[anchor], near.AsSpan(0, wanted), products.AsSpan(0, wanted));
            return TakeBest(vectors, scale, near.AsSpan(0, count), products, found, scores);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(near);
            ArrayPool<float>.Shared.Return(products);
        }
    }

    private static int TakeBest(
        ItemVectors vectors, float scale, Span<int> near, Span<float> products, Span<int> found, Span<float> scores)
    {
        int kept = 0;
        for (int i = 0; i < near.Length; i++)
        {
            // A row beyond the vectors came between the two looks at what there is.
            int row = near[i];
            if (row >= vectors.Rows) continue;
            // Negated, because the sort is ascending.
            products[kept] = -products[i] * scale * InverseNorm(vectors[row]);
            near[kept++] = row;
        }
        products[..kept].Sort(near[..kept]);
        int count = Math.Min(kept, found.Length);
        for (int i = 0; i < count; i++) (found[i], scores[i]) = (near[i], -products[i]);
        return count;
    }

    private static float InverseNorm(ReadOnlySpan<float> vector)
    {
        float norm = TensorPrimitives.Norm(vector);
        return norm > 0 ? 1 / norm : 0;
    }
}
