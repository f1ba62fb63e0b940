using System.Diagnostics;
using System.Text.Json;
using Recsys.Models.Repository;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;

namespace Recsys.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ScratchShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("Training examples")]
    [InlineData("Training ranker")]
    [InlineData("Training mix")]
    public async Task Train_ToldToEnd_PublishesNothingAndLeavesNothing(string stage)
    {
        await _shop.ImportAsync(_shop.Write(customers: 400));

        using (var process = Start())
        {
            string said = await ReadUntilAsync(process, stage);
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            said += await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);

            Assert.Equal((143, ""), (process.ExitCode, process.ExitCode == 143 ? "" : said));
            Assert.EndsWith("recsys: Interrupted.\n", said, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_shop.Models));
        Assert.Empty(_shop.Left);
    }

    [Fact]
    public async Task Train_AfterOneThatWasKilled_ClearsAwayWhatItLeftAndPublishes()
    {
        await _shop.ImportAsync(_shop.Write(customers: 400));
        using (var process = Start())
        {
            await ReadUntilAsync(process, "Training mix");
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(_shop.Models));
        Assert.NotEmpty(_shop.Left);
        Assert.Null(new ModelRepository(_shop.Models).Current);

        var run = await _shop.TrainAsync();

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        using var manifest = JsonDocument.Parse(run.Output);
        string version = manifest.RootElement.GetProperty("version").GetString()!;
        Assert.Equal(version, new ModelRepository(_shop.Models).Current);
        Assert.Equal(
            [".activation.lock", version, "CURRENT"],
            Directory.EnumerateFileSystemEntries(_shop.Models).Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
        Assert.Empty(_shop.Left);
        var metrics = manifest.RootElement.GetProperty("metrics");
        Assert.True(metrics.GetProperty("cpu_seconds_ranker").GetDouble() > 0);
        Assert.InRange(metrics.GetProperty("peak_memory_mib").GetDouble(), 10, 100_000);
    }

    [Fact]
    public async Task Train_BesideAServerThatHasTheStoreOpen_TrainsOnWhatIsDurable()
    {
        await _shop.ImportAsync(_shop.Write());
        var options = new StorageOptions { Directory = _shop.Data, LockWait = TimeSpan.Zero };
        await using var store = await RecsysStore.OpenAsync(options);
        await store.Interactions.AppendAsync(
        [
            new Interaction
            {
                Id = "live", CustomerId = "u1", ProductId = "i1", Type = InteractionType.View,
                TimeMs = store.Interactions.LatestMs,
            },
        ]);

        var run = await _shop.TrainAsync();

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        using var manifest = JsonDocument.Parse(run.Output);
        var counts = manifest.RootElement.GetProperty("counts");
        Assert.Equal(481, counts.GetProperty("interactions").GetInt64());
        Assert.Equal(store.Interactions.DurablePosition, counts.GetProperty("journal_position").GetInt64());
        Assert.Equal(
            ("train", store.Interactions.DurablePosition),
            store.JournalReaders.List().Select(reader => (reader.Name, reader.Position)).Single());
    }

    [Fact]
    public async Task Train_SomeRowsInTheFuture_LeavesThemOutAndSaysSo()
    {
        const long century = 36_525L * 86_400_000;
        await _shop.ImportAsync(_shop.Write(timeOf: (row, time) => row % 10 == 0 ? time + century : time));

        var run = await _shop.TrainAsync();

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.Contains("48 of 480 interactions lie in the future", run.Error, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(run.Output);
        Assert.Equal(432, manifest.RootElement.GetProperty("counts").GetProperty("interactions").GetInt64());
        Assert.InRange(
            manifest.RootElement.GetProperty("data_window").GetProperty("to_ms").GetInt64(), 1, 1_700_000_000_000);
    }

    [Fact]
    public async Task Train_AllRowsInTheFuture_TakesThemForAnotherClock()
    {
        const long century = 36_525L * 86_400_000;
        await _shop.ImportAsync(_shop.Write(timeOf: (_, time) => time + century));

        var run = await _shop.TrainAsync();

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.Contains("All 480 interactions lie in the future", run.Error, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(run.Output);
        Assert.Equal(480, manifest.RootElement.GetProperty("counts").GetProperty("interactions").GetInt64());
    }

    private Process Start()
    {
        string command = Path.Combine(AppContext.BaseDirectory, "recsys.dll");
        var start = new ProcessStartInfo(
            "dotnet", [command, "train", "--data", _shop.Data, "--models", _shop.Models])
        {
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<string> ReadUntilAsync(Process process, string stage)
    {
        string said = "";
        while (await process.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            said += line + "\n";
            if (line.Contains(stage, StringComparison.Ordinal)) return said;
        }
        throw new InvalidOperationException($"It ended before '{stage}': {said}");
    }
}
