using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Features;

/// <content>
/// What the events say, and of which products. Decays and logarithms are computed by column, and what is looked up of
/// products by plain loops, so that of millions of products the next are on their way while one is waited for.
/// </content>
public sealed partial class UserProfile
{
    // Quantities are small whole numbers.
    private static readonly double[] LogQuantities = [.. Enumerable.Range(0, 256).Select(n => Math.Log(1.0 + n))];

    // By event.
    private readonly int[] _ownOf = new int[UserHistory.Capacity];
    private readonly double[] _days = new double[UserHistory.Capacity];
    private readonly double[] _recentDecay = new double[UserHistory.Capacity];
    private readonly double[] _personalDecay = new double[UserHistory.Capacity];
    private readonly double[] _prices = new double[UserHistory.Capacity];

    // By product, in the order in which events first name them.
    private readonly RowIndex _own = new(UserHistory.Capacity);
    private readonly int[] _times = new int[UserHistory.Capacity];
    private readonly int[] _models = new int[UserHistory.Capacity];
    private readonly float[] _purchases = new float[UserHistory.Capacity];
    private readonly long[] _boughtMs = new long[UserHistory.Capacity];
    private readonly float[] _decayed = new float[UserHistory.Capacity];
    private readonly float[] _recent = new float[UserHistory.Capacity];

    private readonly RowIndex _categories = new(UserHistory.Capacity);
    private readonly float[] _categoryWeights = new float[UserHistory.Capacity];
    private float _favouritePrice;
    private float _categoryTotal;
    private bool _boughtBeforeEvents;

    private void ReadEvents(UserHistory history, long nowMs)
    {
        var events = history.Events.Span;
        FillDecays(events, history.LastTimeMs);
        double quantity = 0;
        int priced = 0, recent = 0, lastVisit = 0, bought = 0;
        for (int i = 0; i < events.Length; i++)
        {
            ref readonly var item = ref events[i];
            double weight = InterestWeight.Of(item.Type);
            int at = _ownOf[i] = Own(item.ProductRow);
            _times[at]++;
            // Weights count back from the latest event, not from now: how long a user has been away is a feature of its
            // own.
            _recent[at] = Math.Max(_recent[at], (float)(weight * _recentDecay[i]));
            _decayed[at] += (float)(weight * _personalDecay[i]);
            if (item.Type == InteractionType.Purchase)
            {
                if (_purchases[at]++ == 0) bought++;
                _boughtMs[at] = Math.Max(_boughtMs[at], item.TimeMs);
            }
            if (item.Price > 0) _prices[priced++] = item.Price;
            quantity += LogQuantity(item.Quantity);
            if (nowMs - item.TimeMs <= 30 * ItemStatistics.DayMs) recent++;
            if (history.LastTimeMs - item.TimeMs <= ItemStatistics.DayMs) lastVisit++;
        }
        // The set of what was ever bought goes back further than the events that are kept.
        _boughtBeforeEvents = history.PurchasedRows.Count > bought;
        FillPrices(priced);
        _dense[UserDense.MeanQuantity] = (float)(quantity / events.Length);
        _dense[UserDense.RecentEvents] = (float)Math.Log(1.0 + recent);
        _dense[UserDense.LastVisitEvents] = (float)Math.Log(1.0 + lastVisit);
    }

    private void FillDecays(ReadOnlySpan<HistoryEvent> events, long lastMs)
    {
        var days = _days.AsSpan(0, events.Length);
        for (int i = 0; i < days.Length; i++)
            days[i] = Math.Max(0, lastMs - events[i].TimeMs) / (double)ItemStatistics.DayMs;
        ColumnMath.Decay(days, RecentHalfLifeDays, _recentDecay);
        ColumnMath.Decay(days, PersonalHalfLifeDays, _personalDecay);
    }

    private void FillPrices(int count)
    {
        var logs = _prices.AsSpan(0, count);
        ColumnMath.Log(logs);
        double sum = 0, squares = 0;
        foreach (double log in logs)
        {
            sum += log;
            squares += log * log;
        }
        double mean = count > 0 ? sum / count : double.NaN;
        _favouritePrice = (float)mean;
        _dense[UserDense.FavouritePrice] = _favouritePrice;
        _dense[UserDense.PriceSpread] = (float)Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
    }

    private void ReadProducts(ItemContent content)
    {
        var rows = _own.Rows;
        _categoryTotal = 0;
        for (int i = 0; i < rows.Length; i++)
            _models[i] = (uint)rows[i] < (uint)content.Rows ? content.ModelRow(rows[i]) : -1;
        for (int i = 0; i < rows.Length; i++)
            if ((uint)rows[i] < (uint)content.Rows) AddCategory(content.Category(rows[i]), _times[i]);
    }

    private int Own(int row)
    {
        int before = _own.Count;
        int at = _own.Add(row);
        if (at < before) return at;
        (_times[at], _purchases[at], _boughtMs[at], _decayed[at], _recent[at]) = (0, 0, 0, 0, 0);
        return at;
    }

    private void AddCategory(int category, int times)
    {
        _categoryTotal += times;
        if (category == 0) return;
        int before = _categories.Count;
        int at = _categories.Add(category);
        if (at == before) _categoryWeights[at] = 0;
        _categoryWeights[at] += times;
    }

    private int TopCategory()
    {
        int top = 0;
        float best = 0;
        for (int i = 0; i < _categories.Count; i++)
            if (_categoryWeights[i] > best) (top, best) = (_categories.Rows[i], _categoryWeights[i]);
        return top;
    }

    private static double LogQuantity(int quantity) =>
        (uint)quantity < (uint)LogQuantities.Length ? LogQuantities[quantity] : Math.Log(1.0 + Math.Max(quantity, 0));
}
