using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Neighbors;

/// <summary>Small tables of who had what.</summary>
internal static class Pairs
{
    /// <summary>A table of purchases, in order, a second apart; items are numbered as they first come.</summary>
    public static InteractionTable Table(params (int User, int Item)[] rows) =>
        Table(rows.Select((row, at) => (row.User, row.Item, at * 1000L)));

    public static InteractionTable Table(IEnumerable<(int User, int Item, long TimeMs)> rows)
    {
        var builder = new InteractionTableBuilder();
        int id = 0;
        foreach (var (user, item, timeMs) in rows)
            builder.Add(new Interaction
            {
                Id = $"{id++}", CustomerId = $"u{user}", ProductId = $"p{item}", Type = InteractionType.Purchase,
                TimeMs = timeMs,
            });
        return builder.Build();
    }

    /// <summary>Users of groups, who mostly have what their group has.</summary>
    public static InteractionTable Groups(int users, int items, int groups, double chance, int seed)
    {
        var random = new Random(seed);
        var rows = new List<(int, int)>();
        for (int user = 0; user < users; user++)
            for (int item = 0; item < items; item++)
                if (random.NextDouble() < (user % groups == item % groups ? chance : chance / 20))
                    rows.Add((user, item));
        return Table([.. rows]);
    }

    /// <summary>1 where a user has an item.</summary>
    public static double[,] Dense(InteractionTable table)
    {
        var x = new double[table.UserCount, table.ItemCount];
        for (int row = 0; row < table.Count; row++) x[table.Users[row], table.Items[row]] = 1;
        return x;
    }
}
