using System.Diagnostics;
using System.Globalization;
using Recsys.LoadTest.Requests;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;

namespace Recsys.Bench.Recovery;

/// <summary>
/// Fills a store as a shop would: customers come back by a Zipf law, products sell by one, a third of the interactions
/// belongs to a visit. It leaves the store open, for whoever started the process to kill it.
/// </summary>
public sealed class StoreFill(RecoveryOptions options, string directory, IProgress<BenchStep> progress)
{
    private const int RecordsAtOnce = 10_000, InteractionsAtOnce = 20_000, VisitLength = 6;
    private const long DayMs = 86_400_000, Days = 60;
    private static readonly string[] Countries = ["DE", "FR", "GB", "US"];
    private readonly ZipfSampler _customers = new(options.Customers, 0.8, (ulong)options.Seed);
    private readonly ZipfSampler _products = new(options.Products, 1, (ulong)options.Seed + 1);
    private readonly long _startMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - (Days * DayMs);

    /// <summary>Fills it.</summary>
    /// <returns>The open store, which is the caller's to close or to be killed with, and what is in it.</returns>
    public async Task<(RecsysStore Store, FillResult Result)> RunAsync(CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        var store = await RecsysStore.OpenAsync(
            new StorageOptions
            {
                Directory = directory,
                MemoryBytes = (long)options.MemoryMib << 20,
                CheckpointEveryBytes = (long)options.CheckpointMib << 20,
                CheckpointOnClose = false,
            },
            cancellation: cancellation).ConfigureAwait(false);
        await FillRecordsAsync(store, cancellation).ConfigureAwait(false);
        long appending = Stopwatch.GetTimestamp();
        long next = await AppendAsync(store, 0, options.Interactions, cancellation).ConfigureAwait(false);
        double rate = next / Stopwatch.GetElapsedTime(appending).TotalSeconds;
        await store.CheckpointAsync(cancellation).ConfigureAwait(false);
        while (Beyond(store) < (long)options.BeyondMib << 20)
            next = await AppendAsync(store, next, next + InteractionsAtOnce, cancellation).ConfigureAwait(false);

        var held = store.Statistics;
        return (store, new FillResult(
            held.Interactions, held.Customers, held.Products, held.Histories, Beyond(store),
            Stopwatch.GetElapsedTime(began).TotalSeconds, rate));
    }

    private static long Beyond(RecsysStore store) =>
        store.Statistics.JournalDurablePosition - store.Statistics.CheckpointPosition;

    private static string CustomerId(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"customer-{number:D8}");

    private static string ProductId(int number) => string.Create(CultureInfo.InvariantCulture, $"product-{number:D6}");

    private async Task FillRecordsAsync(RecsysStore store, CancellationToken cancellation)
    {
        foreach (int[] chunk in Enumerable.Range(0, options.Products).Chunk(RecordsAtOnce))
            await store.Products.UpsertManyAsync([.. chunk.Select(Product)], cancellation).ConfigureAwait(false);
        foreach (int[] chunk in Enumerable.Range(0, options.Customers).Chunk(RecordsAtOnce))
        {
            await store.Customers.UpsertManyAsync([.. chunk.Select(Customer)], cancellation).ConfigureAwait(false);
            progress.Report(new BenchStep("Customers", (chunk[^1] + 1.0) / options.Customers));
        }
    }

    // One chunk is made while the one before it is written.
    private async Task<long> AppendAsync(RecsysStore store, long from, long until, CancellationToken cancellation)
    {
        Task writing = Task.CompletedTask;
        while (from < until)
        {
            long first = from;
            int count = (int)Math.Min(InteractionsAtOnce, until - from);
            var items = await Task.Run(() => Interactions(first, count), cancellation).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            writing = store.Interactions.AppendAsync(items, cancellation);
            from += count;
            if (from <= options.Interactions)
                progress.Report(new BenchStep("Interactions", (double)from / options.Interactions, $"{from:N0}"));
        }
        await writing.ConfigureAwait(false);
        return from;
    }

    private Interaction[] Interactions(long first, int count)
    {
        var items = new Interaction[count];
        for (int i = 0; i < count; i++) items[i] = Interaction(first + i);
        return items;
    }

    private Interaction Interaction(long number)
    {
        var random = new Random((int)(number * 31) ^ options.Seed);
        var type = random.Next(100) switch
        {
            < 70 => InteractionType.View,
            < 85 => InteractionType.Click,
            < 95 => InteractionType.AddToCart,
            _ => InteractionType.Purchase,
        };
        long visit = number / VisitLength;
        return new Interaction
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"fill-{number:D12}"),
            CustomerId = CustomerId(_customers.At(visit)),
            SessionId = visit % 3 == 0 ? string.Create(CultureInfo.InvariantCulture, $"visit-{visit:D10}") : "",
            ProductId = ProductId(_products.At(number)),
            Type = type,
            TimeMs = _startMs + (long)((double)number / options.Interactions * Days * DayMs),
            Quantity = type == InteractionType.Purchase ? 1 + random.Next(3) : 0,
            Price = type == InteractionType.Purchase ? random.Next(1, 10_000) / 100f : 0,
            DwellMs = type == InteractionType.View ? random.Next(60_000) : 0,
            Country = Countries[visit % Countries.Length],
        };
    }

    private static Product Product(int number) => new()
    {
        Id = ProductId(number),
        Title = string.Create(CultureInfo.InvariantCulture, $"Product number {number} of the shop"),
        Description = string.Create(CultureInfo.InvariantCulture, $"What there is to say about product {number}."),
        Price = 1 + (number % 500 / 4.0),
        Brand = string.Create(CultureInfo.InvariantCulture, $"Brand {number % 500}"),
        Categories = [string.Create(CultureInfo.InvariantCulture, $"Category {number % 100}")],
    };

    private static Customer Customer(int number) => new()
    {
        Id = CustomerId(number),
        DisplayName = string.Create(CultureInfo.InvariantCulture, $"Customer {number}"),
        Country = Countries[number % Countries.Length],
    };
}
