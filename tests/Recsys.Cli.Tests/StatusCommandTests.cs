using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Recsys.Cli.Commands.Status;
using Recsys.Server;
using Recsys.V1;

namespace Recsys.Cli.Tests;

public sealed class StatusCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-status-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Status_OfARunningServer_IsToldInTablesAndAsJson()
    {
        await using var server = await StartAsync();
        string address = server.Address.ToString();

        var tables = await CommandRun.StartAsync("status", "--address", address);
        var json = await CommandRun.StartAsync("status", "--address", address, "--json");

        Assert.Equal((0, 0), (tables.Code, json.Code));
        Assert.Contains("pipelines: none yet", tables.Output, StringComparison.Ordinal);
        Assert.Contains("GetServerStatus", tables.Output, StringComparison.Ordinal);
        Assert.Contains("model      none is live", tables.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(10, document.RootElement.GetProperty("window_seconds").GetInt32());
        Assert.Equal("0", document.RootElement.GetProperty("store").GetProperty("product_count").GetString());
        Assert.Equal("", json.Error);
    }

    [Fact]
    public async Task Status_OfAServerThatIsNotThere_IsOneLine()
    {
        var run = await CommandRun.StartAsync("status", "--address", "http://127.0.0.1:9");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("http://127.0.0.1:9", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WithoutTheKey_IsOneLine()
    {
        await using var server = await StartAsync(options => options with { ApiKey = "0123456789abcdef" });

        var run = await CommandRun.StartAsync("status", "--address", server.Address.ToString());

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = 60_000)]
    public async Task Watch_UntilTheServerStops_ShowsItAndSaysWhyItEnds()
    {
        await using var server = await StartAsync();
        var running = CommandRun.StartAsync("status", "--address", server.Address.ToString(), "--watch", "--json");
        // What it watches tells when it is there.
        using var client = Client.RecsysClient.Connect(server.Address.ToString());
        while (!(await client.Operations.GetServerStatusAsync(new())).Status.Methods.Any(IsWatched)) await Task.Yield();

        await server.StopAsync();
        var run = await running;

        Assert.Equal(1, run.Code);
        Assert.Contains("stopping", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        foreach (string line in run.Output.TrimEnd().Split('\n')) JsonDocument.Parse(line).Dispose();

        static bool IsWatched(MethodStatus method) =>
            method is { Method: "recsys.v1.OperationsService/WatchServerStatus", ActiveCalls: 1 };
    }

    [Fact]
    public void Text_OfEverything_FitsATerminal()
    {
        var latency = new LatencyStatus { Count = 3, P50Ms = 0.1234, P90Ms = 12.345, P99Ms = 123.45, MaxMs = 4321 };
        var status = new ServerStatus
        {
            Time = new Timestamp { Seconds = 200_000 },
            StartTime = new Timestamp { Seconds = 1_000 },
            ServerVersion = "1.2.3",
            WindowSeconds = 10,
            Methods = { new MethodStatus { Method = "recsys.v1.A/Do", CallsPerSecond = 1234.5, Latency = latency } },
            Pipelines =
            {
                new PipelineStatus
                {
                    Pipeline = "home",
                    Latency = latency,
                    Stages = { new StageStatus { Stage = Stage.Retrieve, Latency = new LatencyStatus() } },
                    Sources = { new SourceStatus { Source = "two_tower", Latency = latency, MeanCandidates = 250 } },
                },
            },
            Ingestion = new IngestionStatus { AcceptedPerSecond = 0.25, Freshness = latency },
            Journal = new JournalStatus { SizeBytes = 3 << 20, Commit = latency },
            Store = new StoreStatus { ProductCount = 4_631 },
            LiveModel = new LiveModelStatus { Version = "v", LiveTime = new Timestamp { Seconds = 2_000 } },
            Memory = new MemoryStatus { ResidentBytes = 1 << 30, ProcessorsUsed = 0.5, ProcessorCount = 2 },
        };

        string text = StatusText.Of(status);

        Assert.StartsWith("recsys 1.2.3, up 2 d 7 h;", text, StringComparison.Ordinal);
        Assert.Contains("Do         1235         0       0   0.123  12.35", text, StringComparison.Ordinal);
        Assert.Contains("two_tower         250", text, StringComparison.Ordinal);
        Assert.Contains("v since 1970-01-01 00:33:20Z", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    [Theory]
    [InlineData(0.995, 0.97, "recall 0.995 (alarm below 0.97)")]
    [InlineData(0.9, 0.97, "recall 0.9 (ALARM: below 0.97)")]
    [InlineData(0.9, null, "recall 0.9\n")]
    [InlineData(null, 0.97, "products in its index\n")]
    public void Text_OfAnIndex_SaysItsRecallBesideTheAlarm(double? recall, double? alarm, string expected)
    {
        var model = new LiveModelStatus { Version = "v" };
        if (recall is { } of) model.IndexRecall = of;
        if (alarm is { } below) model.IndexRecallAlarm = below;

        string text = StatusText.Of(new ServerStatus
        {
            Time = new Timestamp(),
            StartTime = new Timestamp(),
            LiveModel = model,
            Ingestion = new IngestionStatus { Freshness = new LatencyStatus() },
            Journal = new JournalStatus { Commit = new LatencyStatus() },
            Store = new StoreStatus(),
            Memory = new MemoryStatus(),
        });

        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    private async Task<RecsysServer> StartAsync(Func<ServerOptions, ServerOptions>? options = null)
    {
        var chosen = new ServerOptions
        {
            Address = new Uri("http://127.0.0.1:0"),
            DataDirectory = Path.Combine(_folder.FullName, "data"),
            ModelsDirectory = Path.Combine(_folder.FullName, "models"),
            StoreMemoryBytes = 16 << 20,
        };
        var server = await RecsysServer.BuildAsync(options?.Invoke(chosen) ?? chosen, _ => { });
        await server.StartAsync();
        return server;
    }
}
