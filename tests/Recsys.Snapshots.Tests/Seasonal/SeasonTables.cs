using Recsys.Snapshots.Seasonal;

namespace Recsys.Snapshots.Tests.Seasonal;

/// <summary>Years to ask about.</summary>
internal static class SeasonTables
{
    public const long PeriodMs = SeasonTable.PeriodDays * 86_400_000L;

    /// <summary>A table whose first period began at 0; a row's count in a period is 0 where it is not given.</summary>
    public static SeasonTable Of(int products, params (int Period, int Row, float Count)[] wanted)
    {
        var rows = new int[SeasonTable.Periods][];
        var counts = new float[SeasonTable.Periods][];
        for (int period = 0; period < SeasonTable.Periods; period++)
        {
            var of = wanted.Where(one => one.Period == period).OrderBy(one => one.Row).ToList();
            rows[period] = [.. of.Select(one => one.Row)];
            counts[period] = [.. of.Select(one => one.Count)];
        }
        return new SeasonTable(products, 0, rows, counts);
    }
}
