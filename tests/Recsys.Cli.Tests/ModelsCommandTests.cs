using System.Text.Json;
using Recsys.Models.Repository;

namespace Recsys.Cli.Tests;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-models-command-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task List_NoVersions_SaysHowToGetOne()
    {
        var run = await CommandRun.StartAsync("models", "list", "--models", _root);

        Assert.Equal(0, run.Code);
        Assert.Contains("./recsys train", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task List_LiveAndDamagedVersions_ShowsBoth()
    {
        string older = Publish();
        string newer = Publish();
        File.Delete(Path.Combine(_root, older, "ranker.pt"));

        var table = await CommandRun.StartAsync("models", "list", "--models", _root);
        var json = await CommandRun.StartAsync("models", "list", "--models", _root, "--json");

        Assert.Contains("refused: ranker.pt is missing.", table.Output, StringComparison.Ordinal);
        Assert.Contains("live", table.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            [newer, older],
            document.RootElement.EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.True(document.RootElement[0].GetProperty("is_current").GetBoolean());
        Assert.Equal(
            7,
            document.RootElement[0].GetProperty("manifest").GetProperty("counts").GetProperty("items").GetInt64());
    }

    [Fact]
    public async Task Activate_OlderVersion_RollsBack()
    {
        string older = Publish();
        Publish();

        var run = await CommandRun.StartAsync("models", "activate", older, "--models", _root);

        Assert.Equal(0, run.Code);
        Assert.Equal(older, new ModelRepository(_root).Current);
    }

    [Theory]
    [InlineData("../elsewhere", 2)]
    [InlineData("20200101-000000-1", 1)]
    public async Task Activate_NoSuchVersion_SaysSoInOneLine(string name, int code)
    {
        Publish();

        var run = await CommandRun.StartAsync("models", "activate", name, "--models", _root);

        Assert.Equal(code, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RollBack_AfterPublishing_IsTheVersionBeforeAndThenNoMore()
    {
        string older = Publish();
        string newer = Publish();

        var run = await CommandRun.StartAsync("models", "rollback", "--models", _root);
        string? current = new ModelRepository(_root).Current;
        var again = await CommandRun.StartAsync("models", "rollback", "--models", _root);

        Assert.Equal((0, older), (run.Code, current));
        Assert.Contains($"{older} is live again.", run.Error, StringComparison.Ordinal);
        Assert.Equal((1, older), (again.Code, new ModelRepository(_root).Current));
        Assert.Single(again.Error.TrimEnd().Split('\n'));
        Assert.True(new ModelRepository(_root).Contains(newer));
    }

    private string Publish()
    {
        using var staged = new ModelRepository(_root).Stage();
        File.WriteAllText(staged.FilePath("ranker.pt"), "x");
        return staged.Publish(new ModelManifest { Counts = new Dictionary<string, long> { ["items"] = 7 } }).Name;
    }
}
