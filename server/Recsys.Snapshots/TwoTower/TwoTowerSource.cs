using System.Buffers;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Live;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// Products whose vectors are nearest to the user's: the user tower at request time, an index of all products.
/// </summary>
public sealed class TwoTowerSource : ICandidateSource
{
    private const int MostExtra = 1024;

    private readonly ModelFeatures _features;
    private readonly UserTower _tower;
    private readonly LiveIndex _index;
    private readonly RequestScratch<Scratch> _scratch;

    /// <summary>Makes the source of a version's parts, which stay the caller's.</summary>
    /// <param name="features">Features of the products.</param>
    /// <param name="tower">The user tower.</param>
    /// <param name="index">The products' vectors.</param>
    public TwoTowerSource(ModelFeatures features, UserTower tower, LiveIndex index)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(tower);
        ArgumentNullException.ThrowIfNull(index);
        (_features, _tower, _index) = (features, tower, index);
        _scratch = new(() => new Scratch(tower.Dimension));
    }

    /// <inheritdoc/>
    public string Name => "two_tower";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Without a history the vector would say no more than the popular source does.
        if (rows.IsEmpty || context.User.IsEmpty) return 0;
        int known = context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
        int extra = Math.Min(known + context.Request.ExcludedRows.Count + 1, MostExtra);
        int wanted = rows.Length + extra;
        var scratch = _scratch.Rent();
        int[] near = ArrayPool<int>.Shared.Rent(wanted);
        float[] products = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            // The towers need no affinities: the item-to-item table stays out of it.
            scratch.Profile.Load(
                _features.Workflow, _features.Items, ItemNeighbors.None, context.User, context.Country,
                _features.TimeOf(context));
            scratch.Profile.Normalize(_features.Workflow.UserDense);
            _tower.Encode(scratch.Profile, scratch.Vector);
            int count = _index.Search(scratch.Vector, near.AsSpan(0, wanted), products.AsSpan(0, wanted));
            return Keep(context, near.AsSpan(0, count), products, rows, scores);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(near);
            ArrayPool<float>.Shared.Return(products);
            _scratch.Return(scratch);
        }
    }

    private static int Keep(
        RecommendationContext context, ReadOnlySpan<int> near, ReadOnlySpan<float> products, Span<int> rows,
        Span<float> scores)
    {
        int kept = 0;
        for (int i = 0; i < near.Length && kept < rows.Length; i++)
        {
            if (RuledOut.Is(context, near[i])) continue;
            rows[kept] = near[i];
            scores[kept++] = products[i];
        }
        return kept;
    }

    private sealed class Scratch(int dimension)
    {
        public UserProfile Profile { get; } = new();
        public float[] Vector { get; } = new float[dimension];
    }
}
