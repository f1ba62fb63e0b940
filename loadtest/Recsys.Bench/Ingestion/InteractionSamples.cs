using Google.Protobuf.WellKnownTypes;
using Recsys.LoadTest.Requests;
using Recsys.V1;

namespace Recsys.Bench.Ingestion;

/// <summary>Interactions as a shop has them: few customers and products do much, most do little.</summary>
internal sealed class InteractionSamples(
    IReadOnlyList<string> customers, IReadOnlyList<string> products, int seed, DateTimeOffset now)
{
    private readonly ZipfSampler _customers = new(customers.Count, 0.8, (ulong)seed);
    private readonly ZipfSampler _products = new(products.Count, 1, (ulong)seed + 1);
    private readonly Random _random = new(seed);
    private long _next;

    /// <summary>Makes some, without ids.</summary>
    public Interaction[] Next(int count)
    {
        var items = new Interaction[count];
        for (int i = 0; i < count; i++) items[i] = Next();
        return items;
    }

    private Interaction Next()
    {
        long number = _next++;
        var type = _random.Next(100) switch
        {
            < 70 => InteractionType.View,
            < 85 => InteractionType.Click,
            < 95 => InteractionType.AddToCart,
            _ => InteractionType.Purchase,
        };
        var item = new Interaction
        {
            CustomerId = customers[_customers.At(number)],
            ProductId = products[_products.At(number)],
            Type = type,
            EventTime = Timestamp.FromDateTimeOffset(now.AddSeconds(-_random.Next(3600))),
            Country = "DE",
        };
        if (type == InteractionType.View) item.DwellMs = _random.Next(60_000);
        if (type != InteractionType.Purchase) return item;
        item.Quantity = 1 + _random.Next(3);
        item.Price = _random.Next(10_000) / 100.0;
        return item;
    }
}
