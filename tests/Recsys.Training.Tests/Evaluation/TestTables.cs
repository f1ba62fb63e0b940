using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Evaluation;

/// <summary>Small tables written as "user item" pairs.</summary>
internal static class TestTables
{
    public static InteractionTable Of(params (string User, string Item)[] rows)
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < rows.Length; i++)
            builder.Add(new Interaction
            {
                Id = $"i{i}",
                CustomerId = rows[i].User,
                ProductId = rows[i].Item,
                Type = InteractionType.Purchase,
                TimeMs = 1_000 + i,
            });
        return builder.Build();
    }

    public static InteractionTable Random(int seed, int users, int items, int rows)
    {
        var random = new Random(seed);
        // Squared draws make some items popular, as in a shop.
        return Of([.. Enumerable.Range(0, rows).Select(_ =>
            ($"u{random.Next(users)}", $"p{(int)(items * Math.Pow(random.NextDouble(), 2))}"))]);
    }

    public static int Item(this InteractionTable table, string id) =>
        table.TryGetItem(id, out int item) ? item : throw new ArgumentException($"No item {id}.");
}
