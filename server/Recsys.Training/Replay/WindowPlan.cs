using Recsys.Pipeline.Features;
using Recsys.Training.Data;

namespace Recsys.Training.Replay;

/// <summary>Chooses the moments examples are taken at, counted back from the end of the data, earliest first.</summary>
internal static class WindowPlan
{
    private const int MaxWindows = 200;

    /// <summary>At least one window, unless the table is empty.</summary>
    public static List<ReplayWindow> Of(InteractionTable table, TrainingOptions options)
    {
        var windows = new List<ReplayWindow>();
        if (table.Count == 0) return windows;
        long first = table.TimesMs[0], last = table.TimesMs[^1];
        // A short history has its horizon shortened, so that there is something before it and something in it.
        double horizon = Math.Min(options.HorizonDays * ItemStatistics.DayMs, (last - first) / 4.0);
        double stride = Math.Min(options.StrideDays * ItemStatistics.DayMs, Math.Max(horizon, 1));
        for (double at = last + 1 - horizon; at > first && windows.Count < MaxWindows && horizon >= 1; at -= stride)
        {
            int start = table.FirstRowAt((long)at);
            int end = table.FirstRowAt((long)(at + horizon));
            if (start > 0 && end > start) windows.Add(new ReplayWindow(start, end, (long)at));
        }
        // Data without times, or all of one moment: the last fifth of the rows is the answer to the rest.
        if (windows.Count == 0)
        {
            int start = table.Count * 4 / 5;
            windows.Add(new ReplayWindow(start, table.Count, table.TimesMs[start]));
        }
        windows.Reverse();
        return windows;
    }
}
