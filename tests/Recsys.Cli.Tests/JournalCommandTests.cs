using System.Text.Json;

namespace Recsys.Cli.Tests;

public sealed class JournalCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-cli-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Stats_ImportedStore_CountsAsTableAndAsJson()
    {
        await ImportAsync();

        var table = await CommandRun.StartAsync("journal", "stats", "--data", Data);
        Assert.Equal(0, table.Code);
        Assert.Matches(@"records Interaction +3\n", table.Output);
        Assert.Contains("oldest interaction", table.Output, StringComparison.Ordinal);
        var run = await CommandRun.StartAsync("journal", "stats", "--data", Data, "--json");
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(3, json.GetProperty("records").GetProperty("interaction").GetInt64());
        Assert.Equal(64, json.GetProperty("begin_position").GetInt64());
        Assert.Equal(0, json.GetProperty("damages").GetArrayLength());
    }

    [Fact]
    public async Task Verify_WholeThenDamaged_ReturnsZeroThenOneAndNamesThePosition()
    {
        await ImportAsync();
        var whole = await CommandRun.StartAsync("journal", "verify", "--data", Data);
        Assert.Equal(0, whole.Code);
        Assert.Contains("The journal is whole", whole.Error, StringComparison.Ordinal);

        using (var file = File.Open(Path.Combine(Data, "journal", "journal.0"), FileMode.Open))
        {
            file.Position = 64 + 20;
            file.Write([0xEE, 0xEE, 0xEE]);
        }
        var damaged = await CommandRun.StartAsync("journal", "verify", "--data", Data, "--json");
        Assert.Equal(1, damaged.Code);
        Assert.Contains("recsys: the journal is damaged at position 64: ", damaged.Error, StringComparison.Ordinal);
        var json = JsonDocument.Parse(damaged.Output).RootElement;
        Assert.False(json.GetProperty("whole").GetBoolean());
        Assert.Equal(64, json.GetProperty("damages")[0].GetProperty("position").GetInt64());

        var export = await CommandRun.StartAsync("journal", "export", "--data", Data, "--output", OutputFile);
        Assert.Equal(1, export.Code);
        Assert.Contains("position 64", export.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ToAFile_WritesALineForEachAndNeverOverwrites()
    {
        await ImportAsync();
        var run = await CommandRun.StartAsync("journal", "export", "--data", Data, "--output", OutputFile);
        Assert.Equal(0, run.Code);
        Assert.Contains("3 interactions in ", run.Error, StringComparison.Ordinal);
        var lines = (await File.ReadAllLinesAsync(OutputFile)).Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Equal(["7", "7", "8"], lines.Select(line => line.GetProperty("customer_id").GetString()));
        Assert.Equal(["1", "2", "1"], lines.Select(line => line.GetProperty("product_id").GetString()));
        Assert.Equal("2020-01-02T00:00:00Z", lines[1].GetProperty("event_time").GetString());

        var again = await CommandRun.StartAsync("journal", "export", "--data", Data, "--output", OutputFile);
        Assert.Equal(1, again.Code);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);

        string second = lines[1].GetProperty("position").GetRawText();
        string part = Path.Combine(_folder.FullName, "part.jsonl");
        await CommandRun.StartAsync("journal", "export", "--data", Data, "--output", part, "--from", second);
        Assert.Equal(2, (await File.ReadAllLinesAsync(part)).Length);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("verify")]
    [InlineData("export")]
    public async Task Journal_NoStore_SaysSo(string verb)
    {
        var run = await CommandRun.StartAsync("journal", verb, "--data", Data);
        Assert.Equal(1, run.Code);
        Assert.Contains("There is no store in ", run.Error, StringComparison.Ordinal);
    }

    private string OutputFile => Path.Combine(_folder.FullName, "out.jsonl");

    private async Task ImportAsync()
    {
        string rows = Path.Combine(_folder.FullName, "rows.csv");
        await File.WriteAllTextAsync(
            rows, "user_id,item_id,timestamp\n7,1,2020-01-01\n7,2,2020-01-02\n8,1,2020-01-03\n");
        Assert.Equal(0, (await CommandRun.StartAsync("import", rows, "--data", Data)).Code);
    }
}
