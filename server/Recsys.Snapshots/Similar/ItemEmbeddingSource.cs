using System.Buffers;
using System.Numerics.Tensors;
using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Similar;

/// <summary>
/// Products whose vectors point where the anchor's does. The index knows inner products, in which a long vector wins
/// whatever it is about; so a few times as many are fetched and ranked by cosine. Works for an anchor that came after
/// training, whose vector is made of its content.
/// </summary>
internal sealed class ItemEmbeddingSource : ICandidateSource
{
    private const int Overfetch = 4;
    private const int MaxFetched = 4_000;

    private readonly ModelFeatures _features;
    private readonly TwoTowerSource _towers;
    private readonly float[] _inverseNorms;

    /// <summary>Makes the source of a version's vectors.</summary>
    /// <param name="features">The vectors by catalogue row.</param>
    /// <param name="towers">Their index, which stays the caller's.</param>
    public ItemEmbeddingSource(ModelFeatures features, TwoTowerSource towers)
    {
        _features = features;
        _towers = towers;
        _inverseNorms = new float[features.Items.Rows];
        for (int row = 0; row < _inverseNorms.Length; row++)
        {
            float norm = TensorPrimitives.Norm(features.Vectors[row]);
            _inverseNorms[row] = norm > 0 ? 1 / norm : 0;
        }
    }

    /// <inheritdoc/>
    public string Name => "item_embedding";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        int anchor = context.Request.AnchorRow;
        if ((uint)anchor >= (uint)_inverseNorms.Length || found.IsEmpty || _inverseNorms[anchor] == 0) return 0;
        long most = Math.Max(found.Length, Math.Min((long)found.Length * Overfetch, MaxFetched));
        int wanted = (int)Math.Min(most, _towers.Index.Count);
        var ids = ArrayPool<long>.Shared.Rent(wanted);
        var products = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            var index = _towers.Index;
            int count = index.Search(
                _features.Vectors[anchor], index.ProbesFor(wanted), ids.AsSpan(0, wanted), products.AsSpan(0, wanted));
            return TakeBest(context, _inverseNorms[anchor], ids.AsSpan(0, count), products, found, scores);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(products);
        }
    }

    private int TakeBest(
        RecommendationContext context, float scale, Span<long> ids, Span<float> products, Span<int> found,
        Span<float> scores)
    {
        int kept = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            int row = _towers.RowOf(ids[i]);
            if ((uint)row >= (uint)_inverseNorms.Length || RuledOut.Is(context, row)) continue;
            // Negated, because the sort is ascending.
            products[kept] = -products[i] * scale * _inverseNorms[row];
            ids[kept++] = row;
        }
        products[..kept].Sort(ids[..kept]);
        int count = Math.Min(kept, found.Length);
        for (int i = 0; i < count; i++) (found[i], scores[i]) = ((int)ids[i], -products[i]);
        return count;
    }
}
