using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Seasonal;

/// <summary>
/// How much each product was wanted in every fortnight of the year before the end of training: what sells at a season
/// sold at the same season a year before. By model row. Immutable, but for the season that was asked for last.
/// </summary>
public sealed class SeasonTable
{
    /// <summary>Length of a period.</summary>
    public const int PeriodDays = 14;

    /// <summary>Periods of a year, of 364 days, so that weekdays meet weekdays.</summary>
    public const int Periods = 26;

    /// <summary>Periods from the moment of a request on that its season is made of: eight weeks.</summary>
    public const int PeriodsAhead = 4;

    private const long PeriodMs = PeriodDays * (long)ItemStatistics.DayMs;

    private Season? _latest;

    /// <summary>Makes a table of columns, which are kept, not copied.</summary>
    /// <param name="products">Products of the model.</param>
    /// <param name="startMs">
    /// When the first period began, in milliseconds since 1970-01-01 UTC: a year before training ended.
    /// </param>
    /// <param name="rows">By period: model rows that were wanted, ascending.</param>
    /// <param name="counts">By period: interactions of these rows, each weighted by interest.</param>
    public SeasonTable(int products, long startMs, int[][] rows, float[][] counts)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(counts);
        if (rows.Length != Periods || counts.Length != Periods)
            throw new ArgumentException($"A year has {Periods} periods.", nameof(rows));
        for (int period = 0; period < Periods; period++)
            if (rows[period].Length != counts[period].Length)
                throw new ArgumentException("One count for each row.", nameof(counts));
        (Products, StartMs, Rows, Counts) = (products, startMs, rows, counts);
    }

    /// <summary>Products of the model.</summary>
    public int Products { get; }

    /// <summary>When the first period began.</summary>
    public long StartMs { get; }

    /// <summary>By period: rows that were wanted.</summary>
    public IReadOnlyList<int[]> Rows { get; }

    /// <summary>By period: their interactions.</summary>
    public IReadOnlyList<float[]> Counts { get; }

    /// <summary>
    /// The season of a moment: what was wanted in the eight weeks from its fortnight on, a year before. A version older
    /// than a year goes on to know the year that it knew.
    /// </summary>
    /// <param name="nowMs">The moment, in milliseconds since 1970-01-01 UTC.</param>
    public Season At(long nowMs)
    {
        long year = Periods * PeriodMs, since = nowMs - StartMs;
        int period = (int)((((since % year) + year) % year) / PeriodMs);
        var latest = Volatile.Read(ref _latest);
        if (latest?.Period == period) return latest;
        // Once a fortnight; two who make it at the same time make the same.
        latest = Season.Of(this, period);
        Volatile.Write(ref _latest, latest);
        return latest;
    }
}
