using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Evidence;

/// <summary>Tables whose interactions tell more than who met what.</summary>
internal static class Signals
{
    public static Interaction View(int user, string product, int dwellMs) => new()
    {
        Id = "", CustomerId = $"u{user}", ProductId = product, Type = InteractionType.View, TimeMs = 1,
        DwellMs = dwellMs,
    };

    public static Interaction Rating(int user, string product, float rating) => new()
    {
        Id = "", CustomerId = $"u{user}", ProductId = product, Type = InteractionType.Rating, TimeMs = 1,
        Value = rating,
    };

    /// <summary>Rows in the order given, of products in categories.</summary>
    public static InteractionTable Table(IReadOnlyList<Interaction> rows, Func<string, string>? category = null)
    {
        var builder = new InteractionTableBuilder();
        foreach (var row in rows) builder.Add(row);
        if (category is not null)
            foreach (string id in rows.Select(row => row.ProductId).Distinct())
                builder.Set(new Product { Id = id, Categories = [category(id)] });
        return builder.Build();
    }

    /// <summary>All types and signals at random, of which some are not given.</summary>
    public static InteractionTable Table(int seed)
    {
        var random = new Random(seed);
        InteractionType[] types =
            [.. Enum.GetValues<InteractionType>().Where(type => type != InteractionType.Unspecified)];
        var rows = new List<Interaction>();
        for (int i = 0; i < 600; i++)
        {
            var type = types[random.Next(types.Length)];
            int dwellMs = random.Next(3) == 0 ? 0 : random.Next(1, 90_000);
            rows.Add(View(random.Next(30), $"p{random.Next(20)}", dwellMs) with
            {
                Type = type, Quantity = random.Next(0, 12),
                Value = type == InteractionType.Rating ? random.Next(1, 6) : random.Next(0, 9),
            });
        }
        return Table(rows);
    }

    /// <summary>
    /// Views of customers who like a tenth of the products and look at others as often, from day to day. What is liked
    /// is looked at longer, or dwell is anything.
    /// </summary>
    public static InteractionTable Viewed(bool dwellTells, int seed)
    {
        const int Customers = 400, Groups = 10, Products = 200, Days = 60;
        var random = new Random(seed);
        var rows = new List<Interaction>();
        for (int day = 0; day < Days; day++)
            for (int user = 0; user < Customers; user++)
            {
                if (random.Next(4) != 0) continue;
                bool liked = random.Next(10) < 4;
                int product = liked
                    ? (random.Next(Products / Groups) * Groups) + (user % Groups)
                    : random.Next(Products);
                bool stays = dwellTells ? liked : random.Next(10) < 4;
                int dwellMs = (int)((stays ? 60_000 : 3_000) * Math.Exp(random.NextDouble() - 0.5));
                rows.Add(View(user, $"p{product}", dwellMs) with
                {
                    Id = $"{rows.Count}", TimeMs = ((long)day * SyntheticShop.Day) + user,
                });
            }
        return Table(rows);
    }
}
