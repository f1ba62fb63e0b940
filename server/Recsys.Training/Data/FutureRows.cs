namespace Recsys.Training.Data;

/// <summary>
/// A table without interactions that have not happened yet. One wrong date would otherwise be taken for the end of the
/// data, to which everything else were long ago.
/// </summary>
/// <param name="Table">What to train on.</param>
/// <param name="Found">Interactions in the future, of <paramref name="All"/>.</param>
/// <param name="All">Interactions there were.</param>
/// <param name="LatestMs">The latest one, in milliseconds since 1970-01-01 UTC.</param>
public sealed record FutureRows(InteractionTable Table, int Found, int All, long LatestMs)
{
    // A clock may be ahead, and a time without its zone is up to 14 hours off.
    private const long SlackMs = 24 * 60 * 60 * 1000;

    /// <summary>
    /// Whether they were kept: where most interactions are in the future they are no slips, but data of another clock.
    /// </summary>
    public bool Kept => Table.Count == All;

    /// <summary>Leaves them out, unless they are most of the data.</summary>
    /// <param name="table">All interactions.</param>
    /// <param name="nowMs">The present, in milliseconds since 1970-01-01 UTC; a day more is not the future yet.</param>
    public static FutureRows LeaveOut(InteractionTable table, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(table);
        int first = table.FirstRowAt(nowMs + SlackMs), found = table.Count - first;
        var kept = found == 0 || found > first
            ? table
            : InteractionTableBuilder.Compact(
                table.Columns.Slice(0, first), table.Nobodys.Slice(0, table.Nobodys.FirstRowAt(nowMs + SlackMs)),
                table.Entities, keepItemsWithoutRows: true);
        return new FutureRows(kept, found, table.Count, table.Count > 0 ? table.TimesMs[^1] : 0);
    }
}
