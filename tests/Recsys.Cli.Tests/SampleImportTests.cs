using System.IO.Compression;
using System.Text;
using Recsys.Cli.Demo;
using Recsys.Storage;

namespace Recsys.Cli.Tests;

public sealed class SampleImportTests : IDisposable
{
    private const string Mapping = """
        {
          "interactions": {
            "type": "purchase", "customer": "customer", "product": "product",
            "time": { "column": "time", "format": "yyyy-MM-dd HH:mm:ss" }
          }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-demo-");
    private readonly DemoSettings _settings;

    public SampleImportTests()
    {
        _settings = new DemoSettings(At("demo"), Once: true, Json: false, Port: 0, "a", "1");
        File.WriteAllText(At("mapping.json"), Mapping);
        using var gzip = new GZipStream(File.Create(At("transactions.csv.gz")), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes("""
            customer,product,time
            a,1,2011-08-01 10:00:00
            b,1,2011-08-03 23:59:59
            a,2,2011-08-04 00:00:00
            b,3,2011-08-31 17:45:00

            """));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_Once_ImportsWhatIsBeforeTheLastFourWeeksAndKeepsTheRest()
    {
        await RunAsync();

        Assert.Equal(2, await InteractionsAsync());
        Assert.Equal(2, (await File.ReadAllLinesAsync(_settings.HeldOutFile)).Length);
    }

    [Fact]
    public async Task Run_Again_ReusesWhatIsThere()
    {
        await RunAsync();
        Directory.CreateDirectory(_settings.ModelsDirectory);
        var written = File.GetLastWriteTimeUtc(_settings.HeldOutFile);

        await RunAsync();

        Assert.True(Directory.Exists(_settings.ModelsDirectory));
        Assert.Equal(written, File.GetLastWriteTimeUtc(_settings.HeldOutFile));
    }

    [Fact]
    public async Task Run_OverAFolderWithNothingHeldOut_MakesItAnew()
    {
        // As the demo left its folder when it imported everything: the whole sample in the store, a model of it.
        Directory.CreateDirectory(_settings.Folder);
        string whole = At("whole.csv");
        await File.WriteAllTextAsync(
            whole, "user_id,item_id,timestamp\na,1,2011-08-01\na,2,2011-08-30\nc,9,2011-08-30\n");
        await CommandRun.StartAsync("import", whole, "--data", _settings.DataDirectory);
        Directory.CreateDirectory(Path.Combine(_settings.ModelsDirectory, "20261122-000000-1"));
        await File.WriteAllTextAsync(Path.Combine(_settings.Folder, "sample"), "of before\n");
        Assert.Equal(3, await InteractionsAsync());

        await RunAsync();

        Assert.Equal(2, await InteractionsAsync());
        Assert.False(Directory.Exists(_settings.ModelsDirectory));
    }

    private Task RunAsync() => new SampleImport(_settings, _folder.FullName).RunAsync(CancellationToken.None);

    private async Task<long> InteractionsAsync()
    {
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = _settings.DataDirectory });
        return store.Statistics.Interactions;
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
