using System.Text;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Tests.Catalogue;

/// <summary>The columns against a dictionary of products, whatever is done to both.</summary>
public class ProductColumnsModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Columns_AfterAnyChanges_HoldWhatADictionaryHolds(int seed)
    {
        var random = new Random(seed);
        var columns = new ProductColumns();
        var model = new Dictionary<string, (Product Product, bool Deleted)>(StringComparer.Ordinal);
        string[] ids = [.. Enumerable.Range(0, 700).Select(i => i % 3 == 0 ? $"ü{i}🫖" : $"p{i}")];
        for (int step = 0; step < 20_000; step++)
        {
            string id = ids[random.Next(ids.Length)];
            if (random.Next(5) == 0)
            {
                bool lives = model.TryGetValue(id, out var known) && !known.Deleted;
                Assert.Equal(lives, columns.Remove(id));
                if (lives) model[id] = (known.Product, true);
                continue;
            }
            var product = AnyProducts.Next(random, id);
            int row = columns.Upsert(product);
            Assert.Equal(!model.ContainsKey(id) ? model.Count : row, row);
            model[id] = (product, false);
        }

        Assert.Equal((model.Count, model.Values.Count(one => !one.Deleted)), (columns.Count, columns.LiveCount));
        foreach (var (id, (product, deleted)) in model)
        {
            Assert.True(columns.TryFind(id, out int row));
            Assert.Equal(!deleted, columns.TryGetRow(id, out int live));
            Assert.Equal(!deleted, columns.TryGetRow(Encoding.UTF8.GetBytes(id), out _));
            Assert.True(deleted || live == row);
            Assert.Equal(deleted, columns[row].Deleted);
            AnyProducts.AssertSame(product, columns[row].ToProduct());
        }
        Assert.False(columns.TryFind("p-unknown", out _));
    }

    [Fact]
    public void Row_SpansAndNumbers_AreThoseOfTheProduct()
    {
        var random = new Random(7);
        var columns = new ProductColumns();
        Span<int> numbers = stackalloc int[8];
        for (int i = 0; i < 500; i++)
        {
            var product = AnyProducts.Next(random, $"p{i}");
            var row = columns[columns.Upsert(product)];
            int count = row.CategoryNumbers(numbers);

            Assert.Equal(product.Id, Encoding.UTF8.GetString(row.Id));
            Assert.Equal(product.Title, Encoding.UTF8.GetString(row.Title));
            Assert.Equal(product.Brand, Encoding.UTF8.GetString(row.Brand));
            Assert.Equal(product.Categories.Count, row.CategoryCount);
            Assert.Equal(product.Categories.Count > 1, row.Facts.HasMoreCategories);
            for (int at = 0; at < count; at++)
                Assert.Equal(product.Categories[at], Encoding.UTF8.GetString(columns.Categories.Name(numbers[at])));
            Assert.Equal(IdHash.Of(product.Id), row.IdHash);
            Assert.Equal(product.Categories.Count == 0 ? 0 : IdHash.Of(product.Categories[0]), row.CategoryHash);
            Assert.Equal(product.Brand.Length == 0 ? 0 : IdHash.Of(product.Brand), row.BrandHash);
            Assert.Equal((product.CreatedMs, product.UpdatedMs), (row.CreatedMs, row.UpdatedMs));
            Assert.Equal(product.Stock ?? ProductFacts.Untracked, row.Facts.Stock);
        }
    }

    [Fact]
    public void Upsert_OfTheSameProductsAgainAndAgain_KeepsMemoryBounded()
    {
        var random = new Random(5);
        var columns = new ProductColumns();
        string text = new('t', 400);
        for (int i = 0; i < 2_000; i++) columns.Upsert(new Product { Id = $"p{i}", Title = text });
        long before = columns.MemoryBytes;

        for (int i = 0; i < 100_000; i++) columns.Upsert(new Product { Id = $"p{random.Next(2_000)}", Title = text });

        Assert.InRange(columns.MemoryBytes, 0, before * 2);
        for (int i = 0; i < 2_000; i++) Assert.Equal(text, columns[i].ToProduct().Title);
    }

    [Fact]
    public async Task Readers_WhileProductsChangeAndMove_SeeWholeProducts()
    {
        const int Products = 300;
        var columns = new ProductColumns();
        for (int i = 0; i < Products; i++) columns.Upsert(Version(i, 0));
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3)
            .Select(seed => Task.Run(() => ReadAll(columns, seed, end.Token))).ToArray();

        var random = new Random(1);
        for (int step = 1; step < 150_000; step++) columns.Upsert(Version(random.Next(Products), step));
        await end.CancelAsync();

        Assert.All(await Task.WhenAll(readers), read => Assert.True(read > 0));
    }

    [Fact]
    public void Restore_ByManyAtOnceInAnyOrder_KeepsTheLatestVersions()
    {
        const int Products = 20_000, Versions = 3;
        var columns = new ProductColumns();
        var work = Enumerable.Range(0, Products * Versions).ToArray();
        new Random(3).Shuffle(work);

        Parallel.For(0, 4, part =>
        {
            var loader = new ProductLoader(columns);
            for (int i = part; i < work.Length; i += 4)
            {
                int product = work[i] / Versions, version = work[i] % Versions;
                loader.Restore(product, new ProductContent
                {
                    Id = Encoding.UTF8.GetBytes($"p{product}"),
                    Title = Encoding.UTF8.GetBytes($"title {version}"),
                    Brand = Encoding.UTF8.GetBytes($"brand {(product + version) % 1000}"),
                    Price = version,
                    Version = version + 1,
                    Deleted = version == Versions - 1 && product % 5 == 0,
                });
            }
        });

        Assert.Equal((Products, Products - (Products / 5)), (columns.Count, columns.LiveCount));
        for (int i = 0; i < Products; i++)
        {
            Assert.True(columns.TryFind($"p{i}", out int row));
            Assert.Equal((i, (long)Versions), (row, columns[row].Version));
            var product = columns[row].ToProduct();
            Assert.Equal(("title 2", $"brand {(i + 2) % 1000}", 2.0), (product.Title, product.Brand, product.Price));
            Assert.Equal(i % 5 == 0, columns[row].Deleted);
        }
    }

    [Fact]
    public void Products_AtTheLimits_AreKept()
    {
        var columns = new ProductColumns();
        var product = new Product
        {
            Id = new string('ß', 128),
            Title = "",
            Description = new string('d', 6 << 20),
            Categories = [.. Enumerable.Range(0, 3_000).Select(i => $"category {i}"), ""],
            ShipsToCountries = [.. Enumerable.Range(0, 300).Select(i => $"country {i}")],
            ContentEmbedding = [.. Enumerable.Range(0, 4096).Select(i => (float)i)],
        };
        columns.Upsert(product);
        int plain = columns.Upsert(new Product { Id = "plain" });

        AnyProducts.AssertSame(product, columns[0].ToProduct());
        AnyProducts.AssertSame(new Product { Id = "plain" }, columns[plain].ToProduct());
        Assert.True(columns.TryGetRow(product.Id, out int row) && row == 0);
        Assert.True(columns.ShipsTo(columns.At(0).Countries, "COUNTRY 299"));
        Assert.False(columns.ShipsTo(columns.At(0).Countries, "country 300"));
    }

    // All that is written of a version is told by its number.
    private static Product Version(int product, int version) => new()
    {
        Id = $"p{product}",
        Title = new string((char)('a' + (version % 26)), 20 + (version % 400)),
        Brand = $"brand {version % 40}",
        Price = version,
        Stock = version,
        SaleStartMs = version,
        CreatedMs = version,
    };

    private static int ReadAll(ProductColumns columns, int seed, CancellationToken end)
    {
        var random = new Random(seed);
        int read = 0;
        // The last rounds may come when all is written.
        for (int after = 0; after < 100; read++)
        {
            if (end.IsCancellationRequested) after++;
            int at = random.Next(columns.Count);
            var row = columns[at];
            int version = (int)row.Facts.Price;
            Assert.Equal(Version(at, version).Title, Encoding.UTF8.GetString(row.Title));
            Assert.Equal($"brand {version % 40}", Encoding.UTF8.GetString(row.Brand));
            Assert.Equal(
                (version, (long)version, (long)version), (row.Facts.Stock, row.Facts.SaleStartMs, row.CreatedMs));
            Assert.True(columns.TryGetRow($"p{at}", out int found) && found == at);
        }
        return read;
    }
}
