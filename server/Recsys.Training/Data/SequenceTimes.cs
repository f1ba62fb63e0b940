namespace Recsys.Training.Data;

/// <summary>
/// Gives times to sequences without any, whose order in the file is what happened first. Files are of two kinds. Where
/// the rows of customers are mixed, the place in the file is the time, over a year. Where every customer's rows stand
/// together, the order between customers says nothing: all sequences end at the same moment, a step before it is the
/// second to last interaction, and so on, so that nobody looks as if gone for long. A step is as long as the window
/// that training learns from (<see cref="TrainingOptions.HorizonDays"/>): what it learns is then what comes next, of
/// everybody, as it will be asked.
/// </summary>
public static class SequenceTimes
{
    private const long DayMs = 24 * 60 * 60 * 1000;
    private const long YearMs = 365 * DayMs;

    private static readonly long StepMs = (long)(new TrainingOptions().HorizonDays * DayMs);

    // What is further back than these steps comes closer together, for however long a sequence, all after 1970.
    private const int FullSteps = 360;
    private const long LongestRestMs = 10 * YearMs;

    // Any moment serves; a late one leaves room for long sequences.
    private const long EndMs = 1_600_000_000_000;

    /// <summary>The table itself where its rows have times, else one with times made of their order.</summary>
    public static InteractionTable Of(InteractionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Count == 0 || table.TimesMs[0] != table.TimesMs[^1]) return table;
        long[] times = Contiguous(table) ? EndingTogether(table) : ByPlace(table.Count);
        var timed = table.Columns.WithTimes(times).SortedByTime();
        return InteractionTableBuilder.Compact(timed, table.Nobodys, table.Entities, keepItemsWithoutRows: true);
    }

    private static bool Contiguous(InteractionTable table)
    {
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            if (rows[^1] - rows[0] != rows.Length - 1) return false;
        }
        return true;
    }

    private static long[] EndingTogether(InteractionTable table)
    {
        int longest = 1;
        for (int user = 0; user < table.UserCount; user++) longest = Math.Max(longest, table.RowsOfUser(user).Length);
        long further = Math.Clamp(LongestRestMs / Math.Max(1, longest - FullSteps), 1, StepMs);
        var times = new long[table.Count];
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            for (int i = 0; i < rows.Length; i++)
            {
                int back = rows.Length - 1 - i;
                times[rows[i]] = EndMs - (Math.Min(back, FullSteps) * StepMs)
                    - (Math.Max(0, back - FullSteps) * further);
            }
        }
        return times;
    }

    private static long[] ByPlace(int count)
    {
        var times = new long[count];
        for (int row = 0; row < count; row++) times[row] = EndMs - YearMs + (long)(YearMs * (row + 1.0) / count);
        return times;
    }
}
