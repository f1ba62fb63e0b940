using System.Buffers;
using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Live;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// Products whose vectors are nearest to the user's: the user tower at request time, an index of all products.
/// </summary>
public sealed class TwoTowerSource : ICandidateSource
{
    private const int MostExtra = 1024;

    private readonly RequestUsers _users;
    private readonly LiveIndex _index;

    /// <summary>Makes the source of a version's parts, which stay the caller's.</summary>
    /// <param name="users">The users' vectors.</param>
    /// <param name="index">The products' vectors.</param>
    public TwoTowerSource(RequestUsers users, LiveIndex index)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(index);
        (_users, _index) = (users, index);
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
        var vector = _users.Of(context).Vector;
        int[] near = ArrayPool<int>.Shared.Rent(wanted);
        float[] products = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            int count = _index.Search(vector, near.AsSpan(0, wanted), products.AsSpan(0, wanted));
            return Keep(context, near.AsSpan(0, count), products, rows, scores);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(near);
            ArrayPool<float>.Shared.Return(products);
        }
    }

    private static int Keep(
        RecommendationContext context, ReadOnlySpan<int> near, ReadOnlySpan<float> products, Span<int> rows,
        Span<float> scores)
    {
        int kept = 0;
        for (int i = 0; i < near.Length && kept < rows.Length; i++)
        {
            if (!context.Screen.Allows(near[i])) continue;
            rows[kept] = near[i];
            scores[kept++] = products[i];
        }
        return kept;
    }
}
