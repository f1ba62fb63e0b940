using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;
using Recsys.Storage.Reading;
using Recsys.Training.Data;
using Recsys.Training.Tests.Import;

namespace Recsys.Training.Tests.Data;

public class InteractionTableFromStoreTests
{
    private const int Customers = 12, Products = 15, Steps = 60;

    /// <summary>Imports, changes, deletions, erasures, checkpoints and cuts of the journal, in any order.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, 1L << 20)]
    [InlineData(4, 1L << 20)]
    public async Task Read_BesideAnOpenStore_EqualsWhatTheStoreItselfGives(int seed, long? journalMaxBytes)
    {
        using var scratch = new ScratchFolder();
        var options = new StorageOptions
        {
            Directory = scratch.Path("store"),
            MemoryBytes = 16 << 20,
            CheckpointsKept = 1,
            CheckpointOnClose = false,
            JournalMaxBytes = journalMaxBytes,
        };
        var random = new Random(seed);
        long end;
        InteractionTable live;
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.UpsertManyAsync([.. Enumerable.Range(0, Products).Select(row => Product(row, 0))]);
            for (int step = 0; step < Steps; step++)
            {
                await StepAsync(store, random, step);
                using var reader = StoreReader.Open(options.Directory);
                AssertSame(await InteractionTableFromStore.ReadAsync(store), InteractionTableFromStore.Read(reader));
            }
            for (int round = 0; round < 3; round++)
            {
                await store.Interactions.AppendAsync(
                    [.. Enumerable.Range(0, 12_000).Select(row => Interaction(random, Steps + 1 + round, row))]);
                await CutAsync(store, random);
            }
            Assert.Equal(journalMaxBytes is not null, store.Statistics.JournalBeginPosition > 64);
            using var last = StoreReader.Open(options.Directory);
            (live, end) = (InteractionTableFromStore.Read(last), last.EndPosition);
        }
        await using var closed = await RecsysStore.OpenAsync(options);
        Assert.Equal(closed.Statistics.JournalDurablePosition, end);
        AssertSame(await InteractionTableFromStore.ReadAsync(closed), live);
    }

    private static async Task StepAsync(RecsysStore store, Random random, int step)
    {
        string customer = $"c{random.Next(Customers)}", product = $"p{random.Next(Products)}";
        switch (random.Next(7))
        {
            case 0:
                await store.Customers.EraseAsync(customer);
                break;
            case 1:
                await store.Customers.UpsertManyAsync(
                    [new Customer { Id = customer, Country = $"country {step % 4}" }]);
                break;
            case 2:
                await store.Products.DeleteAsync(product);
                break;
            case 3:
                await store.Products.UpsertManyAsync([Product(random.Next(Products + 10), step)]);
                break;
            case 4:
                await CutAsync(store, random);
                break;
            default:
                await store.Interactions.AppendAsync(
                    [.. Enumerable.Range(0, random.Next(1, 4000)).Select(row => Interaction(random, step, row))]);
                break;
        }
    }

    // The writer cuts the journal, where that is due, before what is asked for next.
    private static async Task CutAsync(RecsysStore store, Random random)
    {
        await store.CheckpointAsync();
        await store.Interactions.AppendAsync([Interaction(random, Steps, random.Next())]);
    }

    private static Product Product(int row, int step) => new()
    {
        Id = $"p{row}",
        Title = $"Product {row} of {step}",
        Price = row,
        Categories = [$"category {step % 3}"],
    };

    private static Interaction Interaction(Random random, int step, int row) => new()
    {
        Id = $"{step}-{row}",
        CustomerId = random.Next(6) == 0 ? "" : $"c{random.Next(Customers)}",
        SessionId = random.Next(3) == 0 ? "" : $"s{random.Next(200)}",
        ProductId = $"p{random.Next(Products)}",
        Type = (InteractionType)(1 + random.Next(5)),
        TimeMs = 1_700_000_000_000 + random.Next(1_000_000),
        Price = random.Next(3),
        Quantity = random.Next(3),
        Value = random.Next(2),
        Country = random.Next(4) == 0 ? $"country {random.Next(4)}" : "",
        AttributionToken = new string('t', random.Next(100)),
    };

    private static void AssertSame(InteractionTable expected, InteractionTable actual)
    {
        Assert.Equal(expected.UserIds, actual.UserIds);
        Assert.Equal(expected.UserCountries, actual.UserCountries);
        Assert.Equal(expected.CountryNames, actual.CountryNames);
        Assert.Equal(
            expected.Products.Select(product => (product.Id, product.Title, product.Price, product.UpdatedMs)),
            actual.Products.Select(product => (product.Id, product.Title, product.Price, product.UpdatedMs)));
        foreach (var (one, other) in (ReadOnlySpan<(InteractionColumns, InteractionColumns)>)
            [(expected.Columns, actual.Columns), (expected.Nobodys, actual.Nobodys)])
        {
            Assert.Equal(one.Users, other.Users);
            Assert.Equal(one.Items, other.Items);
            Assert.Equal(one.TimesMs, other.TimesMs);
            Assert.Equal(one.Types, other.Types);
            Assert.Equal(one.Prices, other.Prices);
            Assert.Equal(one.Quantities, other.Quantities);
            Assert.Equal(one.Values, other.Values);
            Assert.Equal(one.Sessions, other.Sessions);
            Assert.Equal(one.Countries, other.Countries);
        }
    }
}
