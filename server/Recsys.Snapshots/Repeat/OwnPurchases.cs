using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Repeat;

/// <summary>
/// One customer's purchases by product, and what they say of buying each again (<see cref="RepeatFeatures"/>). Training
/// and serving read histories through it, so both see the same. Purchases of one day (UTC) are one occasion. Reusable;
/// not thread-safe.
/// </summary>
public sealed class OwnPurchases
{
    /// <summary>Most products taken up; the events' come first.</summary>
    public const int MostProducts = 2 * UserHistory.Capacity;

    // How many intervals of other customers the product's own interval stands for beside the customer's.
    private const double IntervalPrior = 3;

    private readonly Dictionary<int, int> _places = new(MostProducts);
    private readonly int[] _rows = new int[MostProducts];
    private readonly Tally[] _tallies = new Tally[MostProducts];
    private readonly double[] _ages = new double[UserHistory.Capacity];
    private readonly double[] _short = new double[UserHistory.Capacity];
    private readonly double[] _long = new double[UserHistory.Capacity];
    private long _nowMs;
    private int _occasions;

    /// <summary>Products.</summary>
    public int Count { get; private set; }

    /// <summary>The products' rows, in the order in which events first name them.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Takes up a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="nowMs">The moment to look from, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="anyType">Whether every event counts: for shops where nobody buys or rates.</param>
    public void Load(UserHistory history, long nowMs, bool anyType)
    {
        ArgumentNullException.ThrowIfNull(history);
        _places.Clear();
        (Count, _occasions, _nowMs) = (0, 0, nowMs);
        var events = history.Events.Span;
        FillDecays(events);
        long day = long.MinValue;
        for (int i = 0; i < events.Length; i++)
        {
            if (!anyType && InterestWeight.Of(events[i].Type) < 1) continue;
            long on = DayOf(events[i].TimeMs);
            if (on != day) _occasions++;
            day = on;
            int at = Place(events[i].ProductRow);
            if (at >= 0) _tallies[at].Add(events[i], _occasions - 1, _short[i], _long[i]);
        }
        AddForgotten(history, events);
    }

    /// <summary>Computes a product's features.</summary>
    /// <param name="at">Its place in <see cref="Rows"/>.</param>
    /// <param name="logInterval">Log of the days after which customers buy the product again.</param>
    /// <param name="features">Filled with <see cref="RepeatFeatures.Personal"/> numbers, all finite.</param>
    public void Fill(int at, float logInterval, Span<float> features)
    {
        ref readonly var tally = ref _tallies[at];
        int times = tally.Times;
        double days = Math.Max(0, _nowMs - tally.LastMs) / ItemStatistics.DayMs;
        double own = times > 1
            ? Math.Log(Math.Max(1, (tally.LastMs - tally.FirstMs) / ItemStatistics.DayMs / (times - 1)))
            : 0;
        double interval = ((own * (times - 1)) + (IntervalPrior * logInterval)) / (times - 1 + IntervalPrior);
        double overdue = Math.Log(1 + days) - interval;
        int since = _occasions - 1 - tally.LastOccasion, span = _occasions - tally.FirstOccasion;
        features[RepeatFeatures.Times] = (float)Math.Log(times);
        features[RepeatFeatures.Days] = (float)Math.Log(1 + days);
        features[RepeatFeatures.Overdue] = (float)overdue;
        features[RepeatFeatures.OverdueSquared] = (float)(overdue * overdue);
        features[RepeatFeatures.OccasionsSince] = (float)Math.Log(1 + since);
        features[RepeatFeatures.Rate] = (float)Math.Log((times - 0.5) / (span + 1));
        features[RepeatFeatures.DecayedShort] = (float)Math.Log(tally.Short + 0.01);
        features[RepeatFeatures.DecayedLong] = (float)Math.Log(tally.Long + 0.01);
        features[RepeatFeatures.Quantity] = (float)(tally.LogQuantity / tally.Events);
    }

    private static long DayOf(long timeMs) => Math.DivRem(timeMs, (long)ItemStatistics.DayMs).Quotient;

    private void FillDecays(ReadOnlySpan<HistoryEvent> events)
    {
        var ages = _ages.AsSpan(0, events.Length);
        for (int i = 0; i < ages.Length; i++)
            ages[i] = Math.Max(0, _nowMs - events[i].TimeMs) / ItemStatistics.DayMs;
        ColumnMath.Decay(ages, RepeatFeatures.ShortHalfLifeDays, _short);
        ColumnMath.Decay(ages, RepeatFeatures.LongHalfLifeDays, _long);
    }

    // Products bought before the events that are kept: their times are gone, so they count as bought once on the oldest
    // occasion that is left.
    private void AddForgotten(UserHistory history, ReadOnlySpan<HistoryEvent> events)
    {
        if (history.PurchaseCount <= events.Length) return;
        long oldestMs = events.IsEmpty ? history.LastTimeMs : events[0].TimeMs;
        _occasions = Math.Max(_occasions, 1);
        foreach (int row in history.PurchasedRows.Rows)
        {
            if (Count == MostProducts) return;
            if (_places.ContainsKey(row)) continue;
            double decayed = events.IsEmpty ? 0 : _long[0];
            double recent = events.IsEmpty ? 0 : _short[0];
            var once = new HistoryEvent(row, oldestMs, 0, 1, Pipeline.Interactions.InteractionType.Purchase);
            _tallies[Place(row)].Add(once, 0, recent, decayed);
        }
    }

    private int Place(int row)
    {
        if (_places.TryGetValue(row, out int at)) return at;
        if (Count == MostProducts) return -1;
        _places.Add(row, Count);
        (_rows[Count], _tallies[Count]) = (row, default);
        return Count++;
    }

    private struct Tally
    {
        public int Times, Events, FirstOccasion, LastOccasion;
        public long FirstMs, LastMs;
        public double Short, Long, LogQuantity;

        public void Add(in HistoryEvent item, int occasion, double recent, double decayed)
        {
            LogQuantity += Math.Log(1.0 + Math.Max(item.Quantity, 0));
            if (Events++ == 0) (FirstMs, FirstOccasion, LastOccasion) = (item.TimeMs, occasion, -1);
            LastMs = item.TimeMs;
            if (occasion == LastOccasion) return;
            LastOccasion = occasion;
            Times++;
            Short += recent;
            Long += decayed;
        }
    }
}
