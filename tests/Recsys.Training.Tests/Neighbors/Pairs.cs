using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Neighbors;

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

    /// <summary>What pairs count, 0 where there is none.</summary>
    public static double[,] Dense(PairMatrix pairs)
    {
        var x = new double[pairs.UserCount, pairs.ItemCount];
        for (int user = 0; user < pairs.UserCount; user++)
            for (int i = 0; i < pairs.ItemsOf(user).Length; i++)
                x[user, pairs.ItemsOf(user)[i]] = pairs.IsWeighted ? pairs.WeightsOfUser(user)[i] : 1;
        return x;
    }

    /// <summary>A number from 0.2 to 2 for each row.</summary>
    public static float[] RowWeights(InteractionTable table, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, table.Count).Select(_ => (float)(0.2 + (1.8 * random.NextDouble())))];
    }

    /// <summary>1 where a user has an item.</summary>
    public static double[,] Dense(InteractionTable table)
    {
        var x = new double[table.UserCount, table.ItemCount];
        for (int row = 0; row < table.Count; row++) x[table.Users[row], table.Items[row]] = 1;
        return x;
    }
}
