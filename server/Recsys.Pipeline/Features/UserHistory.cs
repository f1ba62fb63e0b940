using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Features;

/// <summary>
/// What is remembered of one customer or session: the latest events and running totals. Training replays interactions
/// through <see cref="Apply"/> in time order and serving applies them as they arrive, so both see the same features by
/// construction. Reusable: <see cref="Restore"/> and <see cref="Clear"/> start over without allocating. Not
/// thread-safe: every reader fills one of its own.
/// </summary>
public sealed class UserHistory
{
    /// <summary>How many of the latest events are kept; totals go on counting beyond it. What other numbers come to
    /// stands in docs/evaluation.md.</summary>
    public const int Capacity = 512;

    /// <summary>How many the store keeps of a session, of which there are many.</summary>
    public const int SessionCapacity = 64;

    private readonly int _capacity;
    private long _countryTimeMs;

    /// <summary>Begins with nothing.</summary>
    /// <param name="capacity">How many of the latest events are kept, 1–512.</param>
    public UserHistory(int capacity = Capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, Capacity);
        _capacity = capacity;
    }

    /// <summary>The latest events, oldest first, at most <see cref="Capacity"/>.</summary>
    public HistoryEvents Events { get; } = new();

    /// <summary>Catalogue rows of all products ever bought, also those whose event is no longer kept.</summary>
    public RowSet PurchasedRows { get; } = new();

    /// <summary>All interactions ever applied.</summary>
    public long TotalCount { get; private set; }

    /// <summary>All purchases ever applied.</summary>
    public long PurchaseCount { get; private set; }

    /// <summary>Sum over purchases of price × quantity, in the shop's currency.</summary>
    public double TotalSpend { get; private set; }

    /// <summary>Time of the earliest interaction in milliseconds since 1970-01-01 UTC; 0 when there is none.</summary>
    public long FirstTimeMs { get; private set; }

    /// <summary>Time of the latest interaction in milliseconds since 1970-01-01 UTC; 0 when there is none.</summary>
    public long LastTimeMs { get; private set; }

    /// <summary>Country of the latest interaction that named one; empty when none did.</summary>
    public string Country { get; private set; } = "";

    /// <summary>Whether nothing was ever applied.</summary>
    public bool IsEmpty => TotalCount == 0;

    /// <summary>Takes one interaction into account. Late ones are put in their place in time.</summary>
    /// <param name="item">The event.</param>
    /// <param name="country">The country the interaction named, or empty.</param>
    public void Apply(in HistoryEvent item, string country = "")
    {
        Events.Insert(item, _capacity);
        TotalCount++;
        if (item.Type == InteractionType.Purchase)
        {
            PurchaseCount++;
            TotalSpend += item.Price * (double)Math.Max(item.Quantity, 1);
            PurchasedRows.Add(item.ProductRow);
        }
        FirstTimeMs = FirstTimeMs == 0 ? item.TimeMs : Math.Min(FirstTimeMs, item.TimeMs);
        LastTimeMs = Math.Max(LastTimeMs, item.TimeMs);
        if (country.Length > 0 && item.TimeMs >= _countryTimeMs) (Country, _countryTimeMs) = (country, item.TimeMs);
    }

    /// <summary>Starts over with stored totals.</summary>
    /// <param name="events">How many of the latest events are stored, 0 to the capacity.</param>
    /// <param name="purchasedRows">Catalogue rows of all products ever bought.</param>
    /// <param name="totalCount">All interactions.</param>
    /// <param name="purchaseCount">All purchases.</param>
    /// <param name="totalSpend">Sum of price × quantity.</param>
    /// <param name="firstTimeMs">Time of the earliest interaction.</param>
    /// <param name="lastTimeMs">Time of the latest one.</param>
    /// <param name="country">Its country.</param>
    /// <param name="countryTimeMs">When that was named.</param>
    /// <returns>Room for the events, to be filled in by the caller, oldest first.</returns>
    public Span<HistoryEvent> Restore(
        int events, ReadOnlySpan<int> purchasedRows, long totalCount, long purchaseCount, double totalSpend,
        long firstTimeMs, long lastTimeMs, string country, long countryTimeMs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, _capacity);
        PurchasedRows.Clear();
        foreach (int row in purchasedRows) PurchasedRows.Add(row);
        (TotalCount, PurchaseCount, TotalSpend) = (totalCount, purchaseCount, totalSpend);
        (FirstTimeMs, LastTimeMs) = (firstTimeMs, lastTimeMs);
        (Country, _countryTimeMs) = (country, countryTimeMs);
        return Events.Begin(events);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Restore(0, [], 0, 0, 0, 0, 0, "", 0);
}
