using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Tests.Catalogue;

public sealed class ProductCatalogueTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RecsysStore _store = null!;

    public async Task InitializeAsync() => _store = await RecsysStore.OpenAsync(Samples.Options(_folder));

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task CreateAsync_Twice_AlreadyExists()
    {
        var first = await _store.Products.CreateAsync(Samples.Product(1));
        var second = await _store.Products.CreateAsync(Samples.Product(1) with { Title = "other" });
        Assert.Equal(WriteOutcome.Created, first.Outcome);
        Assert.Equal(WriteOutcome.AlreadyExists, second.Outcome);
        Assert.Equal("Product 1", (await _store.Products.GetAsync("product-1"))!.Value.Title);
    }

    [Fact]
    public async Task UpdateAsync_WithEtag_OnlyWhenUnchanged()
    {
        string first = (await _store.Products.CreateAsync(Samples.Product(1))).Stored!.Etag;
        var updated = await _store.Products.UpdateAsync(Samples.Product(1) with { Title = "second" }, first);
        Assert.Equal(WriteOutcome.Updated, updated.Outcome);
        Assert.NotEqual(first, updated.Stored!.Etag);

        var stale = await _store.Products.UpdateAsync(Samples.Product(1) with { Title = "third" }, first);
        Assert.Equal(WriteOutcome.EtagMismatch, stale.Outcome);
        var stored = await _store.Products.GetAsync("product-1");
        Assert.Equal(("second", updated.Stored.Etag), (stored!.Value.Title, stored.Etag));
        Assert.True(_store.Products.Columns.TryGet("product-1", out var product));
        Assert.Equal("second", product.Title);
    }

    [Fact]
    public async Task UpdateAsync_Unknown_NotFound() =>
        Assert.Equal(WriteOutcome.NotFound, (await _store.Products.UpdateAsync(Samples.Product(1))).Outcome);

    [Fact]
    public async Task DeleteAsync_AndCreateAgain_KeepsRowAndNeverRepeatsAnEtag()
    {
        await _store.Products.CreateAsync(Samples.Product(0));
        string first = (await _store.Products.CreateAsync(Samples.Product(1))).Stored!.Etag;
        _store.Products.Columns.TryGetRow("product-1", out int row);

        Assert.Equal(WriteOutcome.EtagMismatch, (await _store.Products.DeleteAsync("product-1", "other")).Outcome);
        Assert.Equal(WriteOutcome.Deleted, (await _store.Products.DeleteAsync("product-1", first)).Outcome);
        Assert.Equal(WriteOutcome.NotFound, (await _store.Products.DeleteAsync("product-1")).Outcome);
        Assert.Null(await _store.Products.GetAsync("product-1"));
        Assert.False(_store.Products.Columns.TryGetRow("product-1", out _));
        Assert.Equal(1, _store.Products.Count);

        var again = await _store.Products.CreateAsync(Samples.Product(1));
        Assert.Equal(WriteOutcome.Created, again.Outcome);
        Assert.NotEqual(first, again.Stored!.Etag);
        Assert.True(_store.Products.Columns.TryGetRow("product-1", out int rowAgain));
        Assert.Equal(row, rowAgain);
    }

    [Fact]
    public async Task UpsertManyAsync_SameIdTwiceAndOneInvalid_LaterHoldsOthersUnharmed()
    {
        var results = await _store.Products.UpsertManyAsync([
            Samples.Product(1), Samples.Product(2) with { Price = double.NaN },
            Samples.Product(1) with { Title = "later" },
            Samples.Product(3)]);
        Assert.Equal(
            [WriteOutcome.Created, WriteOutcome.Invalid, WriteOutcome.Updated, WriteOutcome.Created],
            results.Select(result => result.Outcome));
        Assert.Equal("price", results[1].Violation!.Field);
        Assert.Equal("later", (await _store.Products.GetAsync("product-1"))!.Value.Title);
        // Rows are dense: the invalid one took none.
        Assert.Equal(2, _store.Products.Columns.Count);
    }

    [Fact]
    public async Task CreateAsync_LargerThanARecordMayBe_InvalidAndTakesNoRow()
    {
        var attributes = Enumerable.Range(0, 100).ToDictionary(i => $"a{i}", _ => new string('x', 4000));
        var result = await _store.Products.CreateAsync(Samples.Product(1) with { Attributes = attributes });
        Assert.Equal(WriteOutcome.Invalid, result.Outcome);
        Assert.Contains("256 KiB", result.Violation!.Problem, StringComparison.Ordinal);
        await _store.Products.CreateAsync(Samples.Product(2));
        Assert.True(_store.Products.Columns.TryGetRow("product-2", out int row));
        Assert.Equal(0, row);
    }

    public static TheoryData<string, Product> InvalidProducts => new()
    {
        { "id", Samples.Product(1) with { Id = "" } },
        { "id", Samples.Product(1) with { Id = new string('x', 129) } },
        { "id", Samples.Product(1) with { Id = "a\nb" } },
        { "title", Samples.Product(1) with { Title = new string('x', 1025) } },
        { "description", Samples.Product(1) with { Description = new string('x', 40_000) } },
        { "categories", Samples.Product(1) with { Categories = [.. Enumerable.Repeat("c", 65)] } },
        { "categories[1]", Samples.Product(1) with { Categories = ["fine", ""] } },
        { "price", Samples.Product(1) with { Price = -1 } },
        { "price", Samples.Product(1) with { Price = double.PositiveInfinity } },
        { "stock", Samples.Product(1) with { Stock = -1 } },
        { "sale_start", Samples.Product(1) with { SaleStartMs = -1 } },
        { "ships_to_countries[0]", Samples.Product(1) with { ShipsToCountries = [new string('x', 65)] } },
        { "content_embedding", Samples.Product(1) with { ContentEmbedding = [1, float.NaN] } },
        { "content_embedding", Samples.Product(1) with { ContentEmbedding = new float[4097] } },
        { "attributes", Samples.Product(1) with { Attributes = new Dictionary<string, string> { [""] = "x" } } },
    };

    [Theory]
    [MemberData(nameof(InvalidProducts))]
    public async Task CreateAsync_FieldOutOfLimits_InvalidNamesTheField(string field, Product product)
    {
        var result = await _store.Products.CreateAsync(product);
        Assert.Equal(WriteOutcome.Invalid, result.Outcome);
        Assert.Equal(field, result.Violation!.Field);
        Assert.Equal(0, _store.Products.Count);
    }

    [Fact]
    public async Task ListAsync_PageByPage_AllInOrderOnce()
    {
        await _store.Products.UpsertManyAsync([.. Enumerable.Range(0, 25).Select(Samples.Product)]);
        await _store.Products.DeleteAsync("product-13");
        var seen = new List<string>();
        string after = "";
        do
        {
            var page = await _store.Products.ListAsync(after, 7);
            Assert.Equal(24, page.TotalCount);
            seen.AddRange(page.Items.Select(item => item.Value.Id));
            after = page.NextAfterId;
        }
        while (after.Length > 0);
        Assert.Equal(Enumerable.Range(0, 25).Where(i => i != 13).Select(i => $"product-{i}")
            .Order(StringComparer.Ordinal), seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    public Task ListAsync_PageSizeOutOfLimits_Throws(int pageSize) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.Products.ListAsync("", pageSize));

    [Fact]
    public async Task CreateAsync_ManyAtOnce_EachIdGoesToOne()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(i => _store.Products.CreateAsync(Samples.Product(i % 50) with { Title = $"{i}" })));
        Assert.Equal(50, outcomes.Count(result => result.Outcome == WriteOutcome.Created));
        Assert.Equal(150, outcomes.Count(result => result.Outcome == WriteOutcome.AlreadyExists));
        Assert.Equal(50, _store.Products.Columns.Count);
    }
}
