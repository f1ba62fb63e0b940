using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests;

/// <summary>
/// A shop of two kinds of customers: each buys products of its own half, more of what is new. The same seed gives the
/// same shop.
/// </summary>
internal static class SyntheticShop
{
    public const long Day = 86_400_000;
    public const long Start = 1_300_000_000_000;
    public const int Days = 200;

    /// <summary>Small enough to train on in seconds.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        HorizonDays = 20, StrideDays = 10, RankerWindows = 6, MinimumCount = 2, TowerDimension = 8, TowerEpochs = 2,
        TowerBatch = 128, RankerBatch = 256, RankerEpochs = 2, Neighbors = 20, SpareSources = false,
    };

    /// <summary>Without the sources that take longest: for what is around a training, and tested of it.</summary>
    public static TrainingOptions QuickOptions { get; } =
        Options with { WithoutSources = ["sequence", "als", "session_knn"] };

    /// <summary>The same shop, where two more products are looked at before each purchase.</summary>
    public static InteractionTable BuildWithViews(int users, int products) => Build(users, products, views: 2);

    public static InteractionTable Build(
        int users = 60, int products = 60, int seed = 7, int days = Days, int views = 0)
    {
        var random = new Random(seed);
        var builder = new InteractionTableBuilder();
        for (int product = 0; product < products; product++) builder.Set(Product(product));
        for (int day = 0; day < days; day++)
            for (int user = 0; user < users; user++)
                if (random.Next(6) == 0)
                    for (int line = 0; line < 3; line++)
                    {
                        builder.Add(Purchase(user, Choose(random, user, products, day), day, line));
                        for (int view = 0; view < views; view++)
                            builder.Add(Purchase(user, Choose(random, user, products, day), day, 10 + view) with
                            {
                                Id = $"v{user}-{day}-{line}-{view}", Type = InteractionType.View,
                            });
                    }
        return builder.Build();
    }

    public static Product Product(int product) => new()
    {
        Id = $"p{product}",
        Title = $"{(product % 2 == 0 ? "red" : "blue")} thing {product}",
        Categories = [product % 2 == 0 ? "red" : "blue"],
        Price = 1 + product % 7,
    };

    public static Interaction Purchase(int user, int product, int day, int line) => new()
    {
        Id = $"{user}-{day}-{line}",
        CustomerId = $"u{user}",
        ProductId = $"p{product}",
        Type = InteractionType.Purchase,
        TimeMs = Start + (day * Day) + (user * 60_000) + line,
        Price = 1 + product % 7,
        Quantity = 1 + line,
        Country = user % 3 == 0 ? "France" : "Germany",
    };

    // Products come into season one after the other; the customer's own half is even or odd.
    private static int Choose(Random random, int user, int products, int day)
    {
        int season = day * products / Days;
        int product = (season + random.Next(products / 2)) % products;
        bool own = random.Next(10) > 0;
        return product % 2 == user % 2 == own ? product : (product + 1) % products;
    }
}
