using Recsys.Pipeline.Features;
using Recsys.Snapshots.Seasonal;
using Recsys.Training.Data;

namespace Recsys.Training.Popularity;

/// <summary>Counts what was wanted in each fortnight of a table's last year.</summary>
public static class SeasonBuilder
{
    private const long PeriodMs = SeasonTable.PeriodDays * (long)ItemStatistics.DayMs;

    /// <summary>Counts.</summary>
    /// <param name="table">The interactions; its item numbers become the model's rows.</param>
    /// <returns>Null where the data does not reach back a year.</returns>
    public static SeasonTable? Build(InteractionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Count == 0) return null;
        long end = table.TimesMs[^1] + 1;
        long start = end - (SeasonTable.Periods * PeriodMs);
        if (table.TimesMs[0] > start) return null;
        var counts = new Dictionary<int, float>[SeasonTable.Periods];
        for (int period = 0; period < counts.Length; period++) counts[period] = [];
        Add(table.Columns, start, counts);
        Add(table.Nobodys, start, counts);
        int[][] rows = [.. counts.Select(period => period.Keys.Order().ToArray())];
        return new SeasonTable(
            table.ItemCount, start, rows,
            [.. rows.Select((of, period) => Array.ConvertAll(of, row => counts[period][row]))]);
    }

    private static void Add(InteractionColumns rows, long start, Dictionary<int, float>[] counts)
    {
        for (int row = rows.FirstRowAt(start); row < rows.TimesMs.Length; row++)
        {
            // What nobody is known to have done may lie behind the last of what somebody did.
            long period = (rows.TimesMs[row] - start) / PeriodMs;
            if (period >= counts.Length) break;
            var of = counts[period];
            of[rows.Items[row]] = of.GetValueOrDefault(rows.Items[row]) + (float)InterestWeight.Of(rows.Types[row]);
        }
    }
}
