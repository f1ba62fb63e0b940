namespace Recsys.Pipeline.Features;

/// <summary>
/// Counters of every product, in memory. Training replays interactions through <see cref="Apply"/> in time order, and
/// the state after the last one goes with the model (<see cref="ItemStatisticsFile"/>), so serving computes a product's
/// features with the same code from the same numbers. One writer; readers only when nobody writes.
/// </summary>
public sealed class ItemStatistics : IItemCounters
{
    /// <summary>Number of half-lives.</summary>
    public const int HalfLives = 3;

    /// <summary>Milliseconds of a day.</summary>
    public const double DayMs = 86_400_000;

    private ItemCounters[] _counters;

    /// <summary>Makes room for a number of products; rows beyond it are added as they come.</summary>
    public ItemStatistics(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        _counters = new ItemCounters[rows];
        Rows = rows;
    }

    /// <summary>Half-lives in days, shortest first.</summary>
    public static ReadOnlySpan<double> HalfLivesDays => [7, 20, 60];

    /// <summary>Products counted, met or not.</summary>
    public int Rows { get; private set; }

    /// <summary>Time of the latest interaction in milliseconds since 1970-01-01 UTC; 0 when there is none.</summary>
    public long LastTimeMs { get; private set; }

    /// <summary>Counters of a product; those of one nobody met for a row outside.</summary>
    public ItemCounters this[int row] => (uint)row < (uint)Rows ? _counters[row] : default;

    /// <summary>Counts one interaction.</summary>
    /// <param name="item">The event; its row is the product's row here.</param>
    /// <param name="known">Whether the customer had bought the product before.</param>
    public void Apply(in HistoryEvent item, bool known)
    {
        int row = item.ProductRow;
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        if (row >= Rows)
        {
            if (row >= _counters.Length) Array.Resize(ref _counters, Math.Max(row + 1, _counters.Length * 2));
            Rows = row + 1;
        }
        _counters[row] = _counters[row].With(item, known);
        LastTimeMs = Math.Max(LastTimeMs, item.TimeMs);
    }

    /// <inheritdoc/>
    public void Read(int first, Span<ItemCounters> counters) =>
        _counters.AsSpan(0, Rows).Slice(first, counters.Length).CopyTo(counters);
}
