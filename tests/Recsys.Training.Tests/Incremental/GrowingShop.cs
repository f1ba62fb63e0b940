using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Incremental;

/// <summary>
/// A shop that grows: customers and products go on joining, late ones with a country and a category that were not there
/// before. Trained in full on its first days, once for all tests.
/// </summary>
public sealed class GrowingShop : IDisposable
{
    public const int FullDays = 140;

    private const long Day = 86_400_000, Start = 1_300_000_000_000;
    private const int Customers = 80, Products = 80, Days = 200;

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-growing-{Guid.NewGuid():N}");
    private readonly InteractionTable _whole = Build();

    public GrowingShop()
    {
        using var staged = new ModelRepository(_root).Stage();
        Full = staged.Publish(ModelTrainer.Train(Until(FullDays), Options, staged));
    }

    internal static TrainingOptions Options { get; } = SyntheticShop.Options;

    /// <summary>The version that knows the first days.</summary>
    public ModelVersion Full { get; }

    /// <summary>What happened before a day.</summary>
    public InteractionTable Until(int day) => _whole.Before(Start + (day * Day));

    /// <summary>A folder of its own for a test's versions.</summary>
    public ModelRepository Repository() => new(Path.Combine(_root, $"{Guid.NewGuid():N}"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static InteractionTable Build()
    {
        var random = new Random(11);
        var builder = new InteractionTableBuilder();
        for (int day = 0; day < Days; day++)
            for (int user = 0; user < Customers && JoinsAt(user) <= day; user++)
            {
                if (random.Next(4) > 0) continue;
                for (int line = 0; line < 3; line++) builder.Add(Purchase(random, user, day, line));
            }
        for (int product = 0; product < Products; product++)
            builder.Set(new Product
            {
                Id = $"p{product}",
                Title = $"{(product % 2 == 0 ? "red" : "blue")} thing {product}",
                Categories = [product >= 74 ? "green" : product % 2 == 0 ? "red" : "blue"],
                Price = 1 + product % 7,
            });
        return builder.Build();
    }

    private static Interaction Purchase(Random random, int user, int day, int line)
    {
        int there = Enumerable.Range(0, Products).Count(product => JoinsAt(product) <= day);
        // Mostly of the customer's own half, and more of what came last.
        int product = Math.Max(random.Next(there), random.Next(there));
        if (product % 2 != user % 2 && random.Next(10) > 0) product = product > 0 ? product - 1 : 1;
        return new Interaction
        {
            Id = $"{user}-{day}-{line}", CustomerId = $"u{user}", ProductId = $"p{product}",
            Type = InteractionType.Purchase, TimeMs = Start + (day * Day) + (user * 60_000),
            Price = 1 + product % 7, Quantity = 1 + line, Country = user >= 74 ? "Spain" : "France",
        };
    }

    // Fifty are there from the start; then one joins every six days, so that the 74th joins on day 144.
    private static int JoinsAt(int number) => Math.Max(0, (number - 50) * 6);
}
