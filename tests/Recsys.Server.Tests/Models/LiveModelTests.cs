using Microsoft.Extensions.Logging;
using Recsys.Models.Repository;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Models;

public sealed class LiveModelTests
{
    [Fact]
    public async Task Refresh_NewVersion_ReplacesTheLiveOne()
    {
        await using var test = await StartQuietAsync();
        Assert.Null(test.Server.ModelVersion);
        string first = test.Publish();
        Assert.True(await test.Model.RefreshAsync(default));
        Assert.Equal(first, test.Server.ModelVersion);
        string second = test.Publish();
        Assert.True(await test.Model.RefreshAsync(default));
        Assert.Equal(second, test.Server.ModelVersion);
        Assert.False(await test.Model.RefreshAsync(default));
    }

    [Fact]
    public async Task Refresh_EarlierVersionActivated_GoesBack()
    {
        await using var test = await StartQuietAsync();
        string first = test.Publish();
        test.Publish();
        await test.Model.RefreshAsync(default);
        test.Repository.Activate(first);
        Assert.True(await test.Model.RefreshAsync(default));
        Assert.Equal(first, test.Server.ModelVersion);
    }

    [Fact]
    public async Task Refresh_DamagedVersion_IsRefusedOnceAndTheLastGoodOneStays()
    {
        await using var test = await StartQuietAsync();
        string good = test.Publish();
        await test.Model.RefreshAsync(default);
        string bad = test.Publish();
        File.AppendAllText(Path.Combine(test.Repository.Root, bad, "items.txt"), "more");
        Assert.False(await test.Model.RefreshAsync(default));
        Assert.False(await test.Model.RefreshAsync(default));
        Assert.Equal(good, test.Server.ModelVersion);
        var warning = Assert.Single(
            test.Log, line => line.Level == LogLevel.Warning && line.Text.Contains("was refused"));
        Assert.Contains(bad, warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_VersionThatDoesNotLoad_IsRefusedAndTheLastGoodOneStays()
    {
        await using var test = await StartQuietAsync(Loading(text => text != "bad"));
        string good = test.Publish("good");
        await test.Model.RefreshAsync(default);
        test.Publish("bad");
        Assert.False(await test.Model.RefreshAsync(default));
        Assert.Equal(good, test.Server.ModelVersion);
        Assert.Contains(test.Log, line => line.Text.Contains("cannot be used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_CurrentVersionDoesNotLoad_TakesAnOlderOne()
    {
        using var folder = new TemporaryFolder();
        var repository = new ModelRepository(folder.Sub("models"));
        string good = Publish(repository, "good");
        Publish(repository, "bad");
        var server = await RecsysServer.BuildAsync(
            new ServerOptions
            {
                Address = new Uri("http://127.0.0.1:0"), DataDirectory = folder.Sub("data"),
                ModelsDirectory = repository.Root, StoreMemoryBytes = 16 << 20,
            },
            new ServerParts { Snapshots = Loading(text => text != "bad"), Logging = _ => { } }, default);
        Assert.Equal(good, server.ModelVersion);
        await server.DisposeAsync();
    }

    private static string Publish(ModelRepository repository, string content)
    {
        using var staged = repository.Stage();
        File.WriteAllText(Path.Combine(staged.Path, "items.txt"), content);
        return staged.Publish(new ModelManifest(), activate: true).Name;
    }

    private static Server.Models.SnapshotFactory Loading(Func<string, bool> works) => version =>
        works(File.ReadAllText(version.FilePath("items.txt")))
            ? TestServer.EmptySnapshot(version)
            : throw new InvalidDataException("items.txt cannot be used.");

    // Looks at the repository only when the test says so.
    private static Task<TestServer> StartQuietAsync(Server.Models.SnapshotFactory? snapshots = null) =>
        TestServer.StartAsync(options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, snapshots);
}
