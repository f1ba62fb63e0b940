using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.Tests.Catalogue;

public sealed class CustomerCountryTests
{
    public static TheoryData<string> Countries =>
        ["", "GB", "United Kingdom", "Österreich", "日本", new string('x', 64)];

    [Theory]
    [MemberData(nameof(Countries))]
    public async Task ReadCountry_OfARecord_IsItsCountry(string country)
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        // Beyond what a reader keeps on its stack.
        string name = new('n', 200);
        var attributes = Enumerable.Range(0, 20).ToDictionary(number => $"a{number}", _ => name);
        await store.Customers.UpsertManyAsync(
        [
            new Customer { Id = "short", Country = country },
            new Customer { Id = "long", DisplayName = name, Country = country, Attributes = attributes },
        ]);

        Assert.Equal(country, await store.Customers.ReadCountryAsync("short"));
        Assert.Equal(country, await store.Customers.ReadCountryAsync("long"));
    }

    [Fact]
    public async Task ReadCountry_OfMoreThanMemoryHolds_IsEachOnes()
    {
        const int Count = 60_000;
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        string name = new('n', 400);
        foreach (int[] batch in Enumerable.Range(0, Count).Chunk(5_000))
            await store.Customers.UpsertManyAsync(
                [.. batch.Select(i => new Customer { Id = $"c{i}", DisplayName = name, Country = $"X{i % 977}" })]);

        // The first ones have left memory; several readers wait for the disk at once.
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            for (int i = reader; i < 4_000; i += 4)
                Assert.Equal($"X{i % 977}", await store.Customers.ReadCountryAsync($"c{i}"));
        }));
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task ReadCountry_OfNobodyAndOfTheErased_IsEmpty()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Customers.UpsertManyAsync([new Customer { Id = "gone", Country = "FR" }]);
        await store.Customers.EraseAsync("gone");

        Assert.Equal("", await store.Customers.ReadCountryAsync("gone"));
        Assert.Equal("", await store.Customers.ReadCountryAsync("nobody"));
        Assert.Equal("", await store.Customers.ReadCountryAsync(""));
        Assert.Equal("", await store.Customers.ReadCountryAsync(new string('x', 129)));
    }

    [Fact]
    public void Of_MoreNamesThanAreKept_AreAllSpelledRight()
    {
        string[] names = [.. Enumerable.Range(0, 5000).Select(number => $"country {number}")];
        for (int round = 0; round < 2; round++)
            Assert.All(names, name => Assert.Equal(name, CountryNames.Of(Encoding.UTF8.GetBytes(name))));

        byte[] known = Encoding.UTF8.GetBytes(names[7]);
        Assert.Same(CountryNames.Of(known), CountryNames.Of(known));
    }
}
