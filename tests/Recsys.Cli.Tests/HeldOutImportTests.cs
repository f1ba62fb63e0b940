using Recsys.Storage;

namespace Recsys.Cli.Tests;

public sealed class HeldOutImportTests : IDisposable
{
    private const string Rows = """
        user_id,item_id,timestamp,quantity
        a,1,2011-08-02,1
        a,2,2011-08-03,0
        b,1,2011-08-03,2
        a,3,2011-08-04,1
        c,2,2011-08-05,x
        b,3,2011-08-06,1
        a,4,2011-08-01,1

        """;

    private const string Mapping = """
        {
          "interactions": {
            "type": "purchase", "customer": "user_id", "product": "item_id", "quantity": "quantity",
            "time": { "column": "timestamp", "format": "yyyy-MM-dd" }
          },
          "rules": [{ "column": "quantity", "oneOf": ["0"], "drop": "nothing bought" }]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-held-out-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Import_Until_WritesWhatIsBeforeAndKeepsTheRestInTheFile()
    {
        string data = At("data"), heldOut = At("held-out.jsonl");

        var run = await CommandRun.StartAsync(
            "import", Write("rows.csv", Rows), "--mapping", Write("m.json", Mapping), "--data", data,
            "--until", "2011-08-04", "--held-out", heldOut);

        Assert.Equal(0, run.Code);
        Assert.Contains("2  held out", run.Error, StringComparison.Ordinal);
        Assert.Contains("1  nothing bought", run.Error, StringComparison.Ordinal);
        Assert.Contains("1  quantity is not a whole number", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            [
                """{"type":"purchase","event_time":"2011-08-04T00:00:00Z","product_id":"3","customer_id":"a"}""",
                """{"type":"purchase","event_time":"2011-08-06T00:00:00Z","product_id":"3","customer_id":"b"}""",
            ],
            await File.ReadAllLinesAsync(heldOut));
        await using var store = await RecsysStore.OpenAsync(new StorageOptions { Directory = data });
        Assert.Equal((3, 2), (store.Statistics.Interactions, store.Statistics.Products));
        // Product 3 is of the held-out time alone: nothing of it has come into the store.
        Assert.False(store.Products.Columns.TryGet("3", out _));
        Assert.True(store.Products.Columns.TryGet("4", out _));
    }

    [Theory]
    [InlineData("--until", "soon")]
    [InlineData("--held-out", "somewhere.jsonl")]
    public async Task Import_WrongOrHalfOptions_EndWithOneLineAndTwo(string option, string value)
    {
        string data = At("data");

        var run = await CommandRun.StartAsync(
            "import", Write("rows.csv", Rows), "--mapping", Write("m.json", Mapping), "--data", data, option, value);

        Assert.Equal(2, run.Code);
        Assert.Contains("--until", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Import_UntilWithoutTimes_IsRefused()
    {
        string file = Write("ratings.csv", "user_id,book_id,rating\n7,1,5\n");

        var run = await CommandRun.StartAsync("import", file, "--data", At("data"), "--until", "2011-08-04");

        Assert.Equal(1, run.Code);
        Assert.Contains("no column of times", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("data")));
    }

    [Fact]
    public async Task Import_DryRun_WritesNoFile()
    {
        var run = await CommandRun.StartAsync(
            "import", Write("rows.csv", Rows), "--mapping", Write("m.json", Mapping), "--data", At("data"),
            "--until", "2011-08-04", "--held-out", At("held-out.jsonl"), "--dry-run");

        Assert.Equal(0, run.Code);
        Assert.Contains("2  held out", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("held-out.jsonl")));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
