using Recsys.Training.Data;
using Recsys.Training.Fitting;

namespace Recsys.Training.Replay;

/// <summary>
/// What is known when the customers of a window are asked about. Where rows have times it is what happened before. Rows
/// without times are no future to each other: there it is all but what the customers who are asked about are to find,
/// so that tables and factors are as dense as those that will serve, and what each of them is worth holds.
/// </summary>
internal static class KnownPast
{
    // Of fewer two fifths tell less than all of them, sparser as the tables then are.
    private const int FewestCustomers = 2_500;

    private const int FoldsKeptBack = 2;

    /// <summary>The rows that are known, as a table that knows all items; every number stays what it is.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="window">The window.</param>
    /// <param name="asked">Whether a customer may be asked about.</param>
    public static InteractionTable Of(InteractionTable table, ReplayWindow window, Func<int, bool> asked) =>
        IsTimeless(table) ? table.Without(window.Start, window.End, asked) : table.Past(window.Start);

    /// <summary>Who is asked about where nobody is kept back: two fifths of those without times.</summary>
    public static Func<int, bool> Asked(InteractionTable table) =>
        IsTimeless(table) && table.UserCount >= FewestCustomers ? IsKeptBack : _ => true;

    /// <summary>Whether a customer is of the two fifths that are kept back where time does not tell known from asked.
    /// </summary>
    public static bool IsKeptBack(int user) => WorkflowFitter.FoldOf(user) < FoldsKeptBack;

    private static bool IsTimeless(InteractionTable table) =>
        table.Count > 0 && table.TimesMs[0] == table.TimesMs[^1];
}
