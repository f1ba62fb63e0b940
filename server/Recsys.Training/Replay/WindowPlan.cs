using Recsys.Pipeline.Features;
using Recsys.Training.Data;

namespace Recsys.Training.Replay;

/// <summary>
/// Chooses the moments examples are taken at, counted back from the end of the data, earliest first. A few rows far
/// behind the others are not its end.
/// </summary>
internal static class WindowPlan
{
    private const int MaxWindows = 200;

    // Of the rows that a window has on average. A last one with fewer is what some wrong dates left behind the rest of
    // the data, or sequences of which nothing was before: there is nothing to learn from it.
    private const double Fewest = 0.05;

    /// <summary>At least one window, unless the table is empty.</summary>
    public static List<ReplayWindow> Of(InteractionTable table, TrainingOptions options)
    {
        var windows = new List<ReplayWindow>();
        if (table.Count == 0) return windows;
        long first = table.TimesMs[0], last = table.TimesMs[^1];
        // A short history has its horizon shortened, so that there is something before it and something in it.
        double horizon = Math.Min(options.HorizonDays * ItemStatistics.DayMs, (last - first) / 4.0);
        double stride = Math.Min(options.StrideDays * ItemStatistics.DayMs, Math.Max(horizon, 1));
        double latest = EndOfMost(table, horizon) + 1 - horizon;
        for (double at = latest; at > first && windows.Count < MaxWindows && horizon >= 1; at -= stride)
        {
            int start = table.FirstRowAt((long)at);
            int end = table.FirstRowAt((long)(at + horizon));
            if (start > 0 && end > start) windows.Add(new ReplayWindow(start, end, (long)at));
        }
        // Data without times, or all of one moment: the last tenth of the rows is the answer to the rest. More of them
        // would tell more, but of histories shorter than those that will be served.
        if (windows.Count == 0)
        {
            int start = (int)(table.Count * 9L / 10);
            windows.Add(new ReplayWindow(start, table.Count, table.TimesMs[start]));
        }
        windows.Reverse();
        return windows;
    }

    // Time of the latest row that enough others come shortly before.
    private static long EndOfMost(InteractionTable table, double horizon)
    {
        long first = table.TimesMs[0], last = table.TimesMs[^1];
        double fewest = Fewest * table.Count * horizon / Math.Max(last - first, 1);
        for (int end = table.Count; end > 0;)
        {
            long time = table.TimesMs[end - 1];
            int start = table.FirstRowAt((long)(time + 1 - horizon));
            if (end - start >= fewest) return start > 0 ? time : last;
            end = start;
        }
        return last;
    }
}
