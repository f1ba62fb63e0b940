using System.IO.Compression;
using System.Text;

namespace Recsys.Cli.Tests;

public sealed class ImportCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Import_FileWithoutMapping_SaysWhatItTookAndWrites()
    {
        string file = Write("ratings.csv", "user_id,book_id,rating\n7,1,5\n7,2,4\n8,1,x\n");
        string data = Path.Combine(_folder.FullName, "data");

        var run = await CommandRun.StartAsync("import", file, "--data", data, "--json");

        Assert.Equal(0, run.Code);
        Assert.Contains("customer = user_id, product = book_id", run.Error, StringComparison.Ordinal);
        Assert.Contains("rating is not a number: 8,1,x", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"written\": 2", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            "file,line,reason,row\n\"ratings.csv\",4,\"rating is not a number\",\"8,1,x\"\n",
            await File.ReadAllTextAsync(data + "-rejects.csv"));
    }

    [Fact]
    public async Task Import_WrongColumn_FailsBeforeAnythingIsMade()
    {
        string file = Write("rows.csv", "a;b\n1;2\n");
        string mapping = Write(
            "m.json", """{ "interactions": { "type": "view", "customer": "user", "product": "b" } }""");
        string data = Path.Combine(_folder.FullName, "data");

        var run = await CommandRun.StartAsync("import", file, "--mapping", mapping, "--data", data);

        Assert.Equal(1, run.Code);
        Assert.Equal("recsys: rows.csv: column 'user', which m.json names, is not there; there are: a, b\n", run.Error);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Import_NoFile_ReturnsTwo()
    {
        var run = await CommandRun.StartAsync("import");

        Assert.Equal(2, run.Code);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Import_TruncatedGzip_TakesWholeRowsAndReturnsOne()
    {
        var text = new StringBuilder("user_id,item_id,timestamp\n");
        for (int i = 0; i < 20_000; i++) text.Append(i * 7919L % 100_003).Append(",1,2020-01-01\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text.ToString()));
        string file = Path.Combine(_folder.FullName, "cut.csv.gz");
        await File.WriteAllBytesAsync(file, packed.ToArray()[..(int)(packed.Length / 2)]);

        var run = await CommandRun.StartAsync("import", file, "--data", Path.Combine(_folder.FullName, "data"));

        Assert.Equal(1, run.Code);
        Assert.Contains(" 0 rejected", run.Error, StringComparison.Ordinal);
        Assert.Contains("recsys: cut.csv.gz: the gzip file is cut off after ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Written: 0 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_DryRun_WritesNothing()
    {
        string file = Write("rows.csv", "user_id,item_id,timestamp\n7,1,2020-01-01\n");
        string data = Path.Combine(_folder.FullName, "data");

        var run = await CommandRun.StartAsync("import", file, "--data", data, "--dry-run");

        Assert.Equal(0, run.Code);
        Assert.Contains("1 accepted", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
