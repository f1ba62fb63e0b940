using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;
using Recsys.Training;
using Recsys.Training.Data;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>
/// A small shop whose customers each keep to two of six categories, and a model trained on what they did.
/// </summary>
internal static class SampleShop
{
    public const int Products = 120;
    public const int Customers = 80;
    public const int Categories = 6;
    private const int EventsPerCustomer = 40;
    private const int Days = 120;

    public static string ProductId(int product) => $"P{product:D3}";

    public static string CustomerId(int customer) => $"C{customer:D3}";

    public static int CategoryOf(string productId) => int.Parse(productId.AsSpan(1)) % Categories;

    public static async Task FillAsync(RecsysStore store)
    {
        var products = Enumerable.Range(0, Products).Select(p => new Product
        {
            Id = ProductId(p), Title = $"THING {p} OF KIND {p % Categories}", Categories = [$"kind {p % Categories}"],
            Price = 1 + (p % 10), Promoted = p % 20 == 0, Stock = p == 7 ? 0 : null,
        }).ToList();
        await store.Products.UpsertManyAsync(products);
        await store.Customers.UpsertManyAsync(
            [.. Enumerable.Range(0, Customers).Select(c => new Customer { Id = CustomerId(c), Country = "GB" })]);
        await store.Interactions.AppendAsync(Events());
    }

    public static async Task<string> TrainAsync(RecsysStore store, ModelRepository repository)
    {
        var table = await InteractionTableFromStore.ReadAsync(store);
        var options = new TrainingOptions
        {
            TowerDimension = 16, TowerEpochs = 2, TowerBatch = 128, RankerEpochs = 1, RankerBatch = 512,
            RankerWindows = 2, Neighbors = 20, MinimumCount = 2,
        };
        using var staged = repository.Stage();
        var manifest = ModelTrainer.Train(table, options, staged);
        return staged.Publish(manifest).Name;
    }

    private static List<Interaction> Events()
    {
        var random = new Random(11);
        long start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var events = new List<Interaction>();
        for (int i = 0; i < Customers * EventsPerCustomer; i++)
        {
            int customer = random.Next(Customers);
            int kind = random.Next(2) == 0 ? customer % Categories : (customer + 1) % Categories;
            int product = (random.Next(Products / Categories) * Categories) + kind;
            long time = start + (long)((double)i / (Customers * EventsPerCustomer) * Days * 86_400_000);
            events.Add(new Interaction
            {
                Id = $"E{i}", CustomerId = CustomerId(customer), ProductId = ProductId(product), TimeMs = time,
                Type = random.Next(3) == 0 ? InteractionType.Purchase : InteractionType.View, Quantity = 1, Price = 2,
            });
        }
        return events;
    }
}
