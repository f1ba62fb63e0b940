using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Incremental;

/// <summary>
/// Cuts the rows that are new into moments that examples are taken at: what follows one, up to the next, is the answer.
/// So every new row is an answer once, none of the old ones is, and products that came in one part are known in the
/// next.
/// </summary>
internal static class IncrementWindows
{
    /// <summary>Rows of a window, about.</summary>
    public const int Rows = 2000;

    private const int Most = 50;

    /// <param name="table">All data, in time order.</param>
    /// <param name="first">The first new row.</param>
    /// <param name="options">The horizon, which no window is to be much longer than.</param>
    public static List<ReplayWindow> Of(InteractionTable table, int first, TrainingOptions options)
    {
        int rows = table.Count - first;
        double span = table.TimesMs[^1] - table.TimesMs[first] + 1;
        double horizons = Math.Ceiling(span / (options.HorizonDays * ItemStatistics.DayMs));
        int parts = (int)Math.Clamp(Math.Max(horizons, rows / Rows), 1, Most);
        var windows = new List<ReplayWindow>();
        int start = first;
        for (int part = 1; part <= parts; part++)
        {
            int end = part == parts ? table.Count : first + (int)((long)rows * part / parts);
            // What happened at one moment, a basket mostly, stays together.
            while (end < table.Count && end > start && table.TimesMs[end] == table.TimesMs[end - 1]) end++;
            if (end <= start) continue;
            windows.Add(new ReplayWindow(start, end, table.TimesMs[start]));
            start = end;
        }
        return windows;
    }
}
