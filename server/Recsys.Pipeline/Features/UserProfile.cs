using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Features;

/// <summary>
/// One user's half of the features, computed from a history once per request, and the cross features of any product
/// with that user. Reusable: <see cref="Load"/> starts over without allocating. Not thread-safe.
/// </summary>
public sealed partial class UserProfile
{
    private readonly RowIndex _own = new(UserHistory.Capacity);
    private readonly float[] _purchases = new float[UserHistory.Capacity];
    private readonly long[] _boughtMs = new long[UserHistory.Capacity];
    private readonly float[] _decayed = new float[UserHistory.Capacity];
    private readonly float[] _recent = new float[UserHistory.Capacity];
    private readonly RowIndex _categories = new(64);
    private readonly float[] _categoryWeights = new float[UserHistory.Capacity];
    private readonly float[] _dense = new float[FeatureSchema.UserDense.Count];
    private readonly int[] _categorical = new int[FeatureSchema.UserCategorical.Count];
    private readonly int[] _towerIds = new int[FeatureWorkflow.TowerHistory];
    private readonly float[] _towerWeights = new float[FeatureWorkflow.TowerHistory];
    private ItemColumns? _items;
    private UserHistory? _history;
    private long _nowMs;
    private float _favouritePrice;
    private float _categoryTotal;

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
    /// <param name="neighbors">The item-to-item table, by model row.</param>
    /// <param name="history">The user's history up to <paramref name="nowMs"/>.</param>
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
        (_items, _history, _nowMs) = (items, history, nowMs);
        ReadEvents(history, items, nowMs);
        FillDense(history, nowMs);
        _categorical[0] = workflow.Countries.Id(country.Length > 0 ? country : history.Country);
        _categorical[1] = TopCategory();
        FillTower(items.Content);
        SpreadAffinity(items.Content, neighbors);
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
        (_items, _history) = (null, null);
        _own.Clear();
        _categories.Clear();
        _affinityRows.Clear();
        _towerIds.AsSpan().Clear();
        _towerWeights.AsSpan().Clear();
    }

    private void ReadEvents(UserHistory history, ItemColumns items, long nowMs)
    {
        var events = history.Events;
        double price = 0, priceSquares = 0, quantity = 0;
        int priced = 0, recent = 0, lastVisit = 0;
        _categoryTotal = 0;
        for (int i = 0; i < events.Count; i++)
        {
            var item = events[i];
            double weight = InterestWeight.Of(item.Type);
            int at = Own(item.ProductRow);
            double sinceLast = Math.Max(0, history.LastTimeMs - item.TimeMs) / ItemStatistics.DayMs;
            // Weights count back from the latest event, not from now: how long a user has been away is a feature of its
            // own.
            _recent[at] = Math.Max(_recent[at], (float)(weight * Math.Pow(0.5, sinceLast / RecentHalfLifeDays)));
            if (item.Type == InteractionType.Purchase)
            {
                _purchases[at]++;
                _boughtMs[at] = Math.Max(_boughtMs[at], item.TimeMs);
            }
            _decayed[at] += (float)(weight * Math.Pow(0.5, sinceLast / PersonalHalfLifeDays));
            if ((uint)item.ProductRow < (uint)items.Rows) AddCategory(items.Content.Category(item.ProductRow));
            if (item.Price > 0)
            {
                double log = Math.Log(item.Price);
                price += log;
                priceSquares += log * log;
                priced++;
            }
            quantity += Math.Log(1.0 + Math.Max(item.Quantity, 0));
            if (nowMs - item.TimeMs <= 30 * ItemStatistics.DayMs) recent++;
            if (history.LastTimeMs - item.TimeMs <= ItemStatistics.DayMs) lastVisit++;
        }
        double mean = priced > 0 ? price / priced : double.NaN;
        _favouritePrice = (float)mean;
        _dense[UserDense.FavouritePrice] = _favouritePrice;
        _dense[UserDense.PriceSpread] = (float)Math.Sqrt(Math.Max(0, (priceSquares / priced) - (mean * mean)));
        _dense[UserDense.MeanQuantity] = (float)(quantity / events.Count);
        _dense[UserDense.RecentEvents] = (float)Math.Log(1.0 + recent);
        _dense[UserDense.LastVisitEvents] = (float)Math.Log(1.0 + lastVisit);
    }

    private void FillDense(UserHistory history, long nowMs)
    {
        _dense[UserDense.Events] = (float)Math.Log(1.0 + history.TotalCount);
        _dense[UserDense.Purchases] = (float)Math.Log(1.0 + history.PurchaseCount);
        _dense[UserDense.DistinctProducts] = (float)Math.Log(1.0 + history.PurchasedRows.Count);
        _dense[UserDense.DaysSinceLast] = history.IsEmpty ? float.NaN : LogDays(nowMs - history.LastTimeMs);
        _dense[UserDense.DaysSinceFirst] = history.IsEmpty ? float.NaN : LogDays(nowMs - history.FirstTimeMs);
        _dense[UserDense.MeanSpend] = (float)Math.Log(1 + (history.TotalSpend / history.PurchaseCount));
        _dense[UserDense.RepeatShare] = (float)(1 - ((double)history.PurchasedRows.Count / history.PurchaseCount));
    }

    private int Own(int row)
    {
        int before = _own.Count;
        int at = _own.Add(row);
        if (at < before) return at;
        (_purchases[at], _boughtMs[at], _decayed[at], _recent[at]) = (0, 0, 0, 0);
        return at;
    }

    private void AddCategory(int category)
    {
        _categoryTotal++;
        if (category == 0) return;
        int before = _categories.Count;
        int at = _categories.Add(category);
        if (at == before) _categoryWeights[at] = 0;
        _categoryWeights[at]++;
    }

    private int TopCategory()
    {
        int top = 0;
        float best = 0;
        for (int i = 0; i < _categories.Count; i++)
            if (_categoryWeights[i] > best) (top, best) = (_categories.Rows[i], _categoryWeights[i]);
        return top;
    }

    private static float LogDays(double elapsedMs) =>
        (float)Math.Log(1 + (Math.Max(0, elapsedMs) / ItemStatistics.DayMs));
}
