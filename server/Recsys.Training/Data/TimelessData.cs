namespace Recsys.Training.Data;

/// <summary>
/// Data without times, ratings for example, has no past and no future to learn from: it is put in a random order.
/// </summary>
internal static class TimelessData
{
    /// <summary>The table itself where it has times, else one with the same rows shuffled.</summary>
    public static InteractionTable Shuffle(InteractionTable table, ulong seed)
    {
        if (table.Count == 0 || table.TimesMs[0] != table.TimesMs[^1]) return table;
        var order = new int[table.Count];
        for (int row = 0; row < order.Length; row++) order[row] = row;
        new Random(unchecked((int)seed)).Shuffle(order);
        return InteractionTableBuilder.Compact(
            table.Columns.InOrder(order), table.Nobodys, table.Entities, keepItemsWithoutRows: true);
    }
}
