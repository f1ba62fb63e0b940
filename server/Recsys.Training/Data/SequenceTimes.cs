namespace Recsys.Training.Data;

/// <summary>
/// Gives times to sequences without any, whose order in the file is what happened first. Files are of two kinds. Where
/// the rows of customers are mixed, the place in the file is the time, over a year. Where every customer's rows stand
/// together, the order between customers says nothing: all sequences end at the same moment, a step before it is the
/// second to last interaction, and so on, so that nobody looks as if gone for long.
/// </summary>
public static class SequenceTimes
{
    private const long DayMs = 24 * 60 * 60 * 1000;
    private const long YearMs = 365 * DayMs;
    private const long LongestStepMs = 7 * DayMs;
    private const long LongestSpanMs = 5 * YearMs;

    // Any moment serves; a late one leaves room for long sequences after 1970.
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
        long step = Math.Clamp(LongestSpanMs / longest, 1, LongestStepMs);
        var times = new long[table.Count];
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            for (int i = 0; i < rows.Length; i++) times[rows[i]] = EndMs - (rows.Length - 1 - i) * step;
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
