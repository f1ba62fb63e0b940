using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;
using Recsys.Training.Data;
using Recsys.Training.Import;
using Recsys.Training.Tests.Import.Parquet;

namespace Recsys.Training.Tests.Import;

public sealed class StoreImportTests : IAsyncLifetime
{
    private const string Rows =
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        1,10001,RED  BOX ,2,2011-01-01 10:00:00,1.5,a,France
        1,10002,BOWL,1,2011-01-01 10:00:00,2.5,a,France
        2,10001,RED BOX,3,2011-01-02 10:00:00,1.7,b,Spain
        2,10001,RED BOX,3,2011-01-02 10:00:00,1.7,b,Spain
        C3,10001,RED BOX,-3,2011-01-02 11:00:00,1.7,b,Spain
        4,10001,RED BOX,x,2011-01-03 10:00:00,1.7,a,Italy
        5,10002,BOWL,1,2011-01-04 10:00:00,2.5,a,Italy

        """;

    private readonly ScratchFolder _scratch = new();
    private RecsysStore _store = null!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _scratch.Dispose();
    }

    [Fact]
    public async Task RunAsync_File_WritesProductsCustomersAndInteractions()
    {
        var report = await ImportAsync(_scratch.Write("rows.csv", Rows));

        Assert.Equal((5, 0), (report.Written, report.Duplicates));
        Assert.Equal((2, 2), (report.Products, report.Customers));
        Assert.Empty(report.Refused);
        Assert.Equal(new Dictionary<string, long> { ["cancellation"] = 1 }, report.Rows.Dropped);
        Assert.Equal(new Dictionary<string, long> { ["Quantity is not a number"] = 1 }, report.Rows.Rejected);
        Assert.Equal(5, _store.Interactions.Count);
        var box = (await _store.Products.GetAsync("10001"))!.Value;
        Assert.Equal(("RED BOX", 1.7, Ms(2011, 1, 1)), (box.Title, box.Price, box.SaleStartMs));
        Assert.Equal("3", box.Attributes["popularity"]);
        Assert.Equal("Italy", (await _store.Customers.GetAsync("a"))!.Value.Country);
        var history = await _store.Histories.ReadAsync("b", CancellationToken.None);
        Assert.Equal(2, history!.PurchaseCount);
    }

    [Fact]
    public async Task RunAsync_SameFileAgain_WritesNothing()
    {
        string file = _scratch.Write("rows.csv", Rows);
        await ImportAsync(file);

        // Another name, packed: the rows are the same.
        var report = await ImportAsync(_scratch.WriteGzip("again.csv.gz", Rows));

        Assert.Equal((0, 5), (report.Written, report.Duplicates));
        Assert.Equal((0, 0), (report.Products, report.Customers));
        Assert.Equal(5, _store.Interactions.Count);
    }

    [Fact]
    public async Task RunAsync_SameRowsAsParquet_WritesNothing()
    {
        string file = _scratch.Write("rows.csv", Rows);
        await ImportAsync(file);
        if (!DuckDbPresence.IsHere()) return;
        DuckDbPresence.Execute(
            "COPY (SELECT * REPLACE (TRY_CAST(Quantity AS INTEGER) AS Quantity) FROM read_csv($1, all_varchar = true)) "
            + $"TO '{_scratch.Path("rows.parquet")}' (FORMAT parquet)", file);

        var report = await ImportAsync(_scratch.Path("rows.parquet"));

        Assert.Equal((0, 5), (report.Written, report.Duplicates));
    }

    [Fact]
    public async Task RunAsync_FileThatGrew_WritesTheNewRows()
    {
        await ImportAsync(_scratch.Write("rows.csv", Rows));
        await _store.DisposeAsync();
        _store = await OpenAsync();

        var report = await ImportAsync(
            _scratch.Write("rows.csv", Rows + "6,10003,PLATE,1,2011-01-05 10:00:00,4,c,Spain\n"));

        Assert.Equal((1, 5), (report.Written, report.Duplicates));
        Assert.Equal("PLATE", (await _store.Products.GetAsync("10003"))!.Value.Title);
    }

    [Fact]
    public async Task RunAsync_ProductOnRecord_KeepsWhatTheRowsDoNotSay()
    {
        await _store.Products.CreateAsync(
            new Product { Id = "10001", Title = "Old", Brand = "Acme", Stock = 7, Promoted = true });

        await ImportAsync(_scratch.Write("rows.csv", Rows));

        var box = (await _store.Products.GetAsync("10001"))!.Value;
        Assert.Equal(("RED BOX", "Acme", 7, true), (box.Title, box.Brand, box.Stock, box.Promoted));
    }

    [Fact]
    public async Task RunAsync_FileOfProductsThenRatings_WritesBoth()
    {
        var products = InteractionMapping.Parse(
            """
            { "products": { "id": "id", "title": "name", "categories": "tags", "stock": "stock",
              "attributes": { "year": "y" } } }
            """);
        var ratings = InteractionMapping.Parse(
            """{ "interactions": { "type": "rating", "customer": "u", "product": "id", "value": "r" } }""");

        var first = await StoreImport.RunAsync(
            _store, [_scratch.Write("p.csv", "id;name;tags;stock;y\n1;One;a|b;5;1999\n2;Two;;;\n3;Three;c;many;\n")],
                products);
        var second = await StoreImport.RunAsync(_store, [_scratch.Write("r.csv", "u,id,r\n7,1,4.5\n7,9,2\n")], ratings);

        Assert.Equal((2, 1), (first.Products, first.Rows.Rejected["stock is not a whole number"]));
        Assert.Equal(2, second.Written);
        var one = (await _store.Products.GetAsync("1"))!.Value;
        Assert.Equal(("One", 5, "1999", "a|b"),
            (one.Title, one.Stock, one.Attributes["year"], string.Join('|', one.Categories)));
        Assert.NotNull(await _store.Products.GetAsync("9"));
    }

    [Fact]
    public async Task RunAsync_MissingColumn_WritesNothing()
    {
        string good = _scratch.Write("good.csv", Rows);
        string bad = _scratch.Write("bad.csv", Rows.Replace("StockCode", "Code", StringComparison.Ordinal));

        var e = await Assert.ThrowsAsync<ImportException>(
            () => StoreImport.RunAsync(_store, [good, bad], InteractionMapping.Load(Sample.Mapping)));

        Assert.Equal(
            "bad.csv: column 'StockCode', which mapping.json names, is not there; "
            + "there are: InvoiceNo, Code, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country",
            e.Message);
        Assert.Equal((0, 0), (_store.Interactions.Count, _store.Products.Count));
    }

    [Fact]
    public async Task InteractionTableFromStore_AfterImport_EqualsTheFilesTable()
    {
        string file = _scratch.Write("rows.csv", Rows);
        await ImportAsync(file);
        await _store.Products.CreateAsync(new Product { Id = "new", Title = "Not yet sold" });

        var stored = await InteractionTableFromStore.ReadAsync(_store);
        var (read, _) = await InteractionFiles.ReadAsync([file], InteractionMapping.Load(Sample.Mapping));

        Assert.Equal(read.UserIds, stored.UserIds);
        Assert.Equal(read.UserCountries, stored.UserCountries);
        Assert.Equal([.. read.ItemIds, "new"], stored.ItemIds);
        Assert.Equal(read.Users, stored.Users);
        Assert.Equal(read.Items, stored.Items);
        Assert.Equal(read.TimesMs, stored.TimesMs);
        Assert.Equal(read.Prices, stored.Prices);
        Assert.Equal(read.Quantities, stored.Quantities);
        Assert.Equal(read.Sessions, stored.Sessions);
        Assert.Equal(read.Products.Select(product => product.Title),
            stored.Products.SkipLast(1).Select(product => product.Title));
        Assert.All(stored.Types, type => Assert.Equal(InteractionType.Purchase, type));
    }

    [Fact]
    public async Task RunAsync_MoreCustomersThanAreWrittenAtOnce_WritesEachOnceAndTellsHowFarItIs()
    {
        const int Customers = (10 * StorageLimits.RecordsPerUpsert) + 7;
        string file = _scratch.Write("many.csv", "customer_id,product_id,timestamp\n" + string.Concat(
            Enumerable.Range(0, Customers).Select(i => $"c{i},p{i % 3},{1_600_000_000 + i}\n")));
        var seen = new List<ImportProgress>();

        var report = await StoreImport.RunAsync(_store, [file], mapping: null, progress: new Collect(seen));
        var again = await StoreImport.RunAsync(_store, [file], mapping: null);

        Assert.Equal((Customers, 0), (report.Customers, again.Customers));
        Assert.Equal((Customers, Customers), (report.Written, _store.Customers.Count));
        Assert.Equal(0, again.Written);
        var writing = seen.FindAll(one => one.CustomersTotal > 0);
        Assert.Equal(10, writing.Count);
        Assert.Equal(writing.Select(one => one.CustomersDone).Order(), writing.Select(one => one.CustomersDone));
        Assert.Equal((10 * StorageLimits.RecordsPerUpsert, Customers),
            (writing[^1].CustomersDone, writing[^1].CustomersTotal));
    }

    private sealed class Collect(List<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen.Add(value);
    }

    private Task<StoreImportReport> ImportAsync(string file) =>
        StoreImport.RunAsync(_store, [file], InteractionMapping.Load(Sample.Mapping),
            new ImportOptions { BatchRows = 2 });

    private Task<RecsysStore> OpenAsync() =>
        RecsysStore.OpenAsync(new StorageOptions { Directory = _scratch.Path("store"), MemoryBytes = 16 << 20 });

    private static long Ms(int year, int month, int day) =>
        new DateTimeOffset(year, month, day, 10, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
