using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Features;

/// <summary>
/// One user's half of the features, computed from a history once per request, and the cross features of products with
/// that user. Reusable: <see cref="Load"/> starts over without allocating. Not thread-safe.
/// </summary>
public sealed partial class UserProfile
{
    private readonly float[] _dense = new float[FeatureSchema.UserDense.Count];
    private readonly int[] _categorical = new int[FeatureSchema.UserCategorical.Count];
    private readonly int[] _towerIds = new int[FeatureWorkflow.TowerHistory];
    private readonly float[] _towerWeights = new float[FeatureWorkflow.TowerHistory];
    private ItemColumns? _items;
    private ItemNeighbors? _neighbors;
    private UserHistory? _history;
    private long _nowMs;

    /// <summary>Half-life of an event's part in recent affinity and in the user tower, in days.</summary>
    public const double RecentHalfLifeDays = 60;

    /// <summary>Half-life of the user's own purchases of a product, in days.</summary>
    public const double PersonalHalfLifeDays = 120;

    /// <summary>The user's numbers, raw until <see cref="Normalize"/>, in the schema's order.</summary>
    public ReadOnlySpan<float> Dense => _dense;

    /// <summary>The user's ids in the schema's order.</summary>
    public ReadOnlySpan<int> Categorical => _categorical;

    /// <summary>
    /// Item ids (model row + 1; 0 is unknown) of the latest different products, latest first, then zeros.
    /// </summary>
    public ReadOnlySpan<int> TowerIds => _towerIds;

    /// <summary>Weights of those that sum to 1, or all 0 for an empty history.</summary>
    public ReadOnlySpan<float> TowerWeights => _towerWeights;

    /// <summary>Starts over with a user.</summary>
    /// <param name="workflow">The fitted vocabularies.</param>
    /// <param name="items">Features of the products that the history's rows name.</param>
    /// <param name="neighbors">The item-to-item table, by model row; read when cross features are asked for.</param>
    /// <param name="history">The user's history up to <paramref name="nowMs"/>; not to change while the profile is in
    /// use.</param>
    /// <param name="country">Country of the request, or empty to take the history's.</param>
    /// <param name="nowMs">Time of the request in milliseconds since 1970-01-01 UTC.</param>
    public void Load(
        FeatureWorkflow workflow, ItemColumns items, ItemNeighbors neighbors, UserHistory history, string country,
        long nowMs)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(neighbors);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(country);
        Clear();
        (_items, _neighbors, _history, _nowMs) = (items, neighbors, history, nowMs);
        ReadEvents(history, nowMs);
        ReadProducts(items.Content);
        FillDense(history, nowMs);
        _categorical[0] = workflow.Countries.Id(country.Length > 0 ? country : history.Country);
        _categorical[1] = TopCategory();
        FillTower(history.Events.Count);
    }

    /// <summary>Normalises the user's numbers in place; once per load.</summary>
    public void Normalize(Normalizer normalizer)
    {
        ArgumentNullException.ThrowIfNull(normalizer);
        normalizer.Apply(_dense);
    }

    /// <summary>Forgets the user, and lets go of what was given to <see cref="Load"/>.</summary>
    public void Clear()
    {
        (_items, _neighbors, _history) = (null, null, null);
        _own.Clear();
        _categories.Clear();
        _spread = false;
        _towerIds.AsSpan().Clear();
        _towerWeights.AsSpan().Clear();
    }

    private void FillDense(UserHistory history, long nowMs)
    {
        int distinct = history.PurchasedRows.Count;
        _dense[UserDense.Events] = (float)Math.Log(1.0 + history.TotalCount);
        _dense[UserDense.Purchases] = (float)Math.Log(1.0 + history.PurchaseCount);
        _dense[UserDense.DistinctProducts] = (float)Math.Log(1.0 + distinct);
        _dense[UserDense.DaysSinceLast] = history.IsEmpty ? float.NaN : LogDays(nowMs - history.LastTimeMs);
        _dense[UserDense.DaysSinceFirst] = history.IsEmpty ? float.NaN : LogDays(nowMs - history.FirstTimeMs);
        _dense[UserDense.MeanSpend] = (float)Math.Log(1 + (history.TotalSpend / history.PurchaseCount));
        _dense[UserDense.RepeatShare] = (float)(1 - ((double)distinct / history.PurchaseCount));
    }

    // The latest different products, latest first: the order in which the events name them for the last time.
    private void FillTower(int events)
    {
        Span<bool> seen = stackalloc bool[UserHistory.Capacity];
        seen.Clear();
        float sum = 0;
        int count = 0;
        for (int i = events - 1; i >= 0 && count < FeatureWorkflow.TowerHistory; i--)
        {
            int own = _ownOf[i];
            if (seen[own]) continue;
            seen[own] = true;
            _towerIds[count] = _models[own] + 1;
            sum += _towerWeights[count] = _recent[own];
            count++;
        }
        if (sum <= 0) return;
        for (int i = 0; i < count; i++) _towerWeights[i] /= sum;
    }

    private static float LogDays(double elapsedMs) =>
        (float)Math.Log(1 + (Math.Max(0, elapsedMs) / ItemStatistics.DayMs));
}
