using System.Text.Json;
using Grpc.Core;
using Recsys.Client;
using Recsys.Models.Repository;
using Recsys.Server;
using Recsys.Server.Training;
using Recsys.V1;
using Interaction = Recsys.Pipeline.Interactions.Interaction;
using InteractionType = Recsys.Pipeline.Interactions.InteractionType;

namespace Recsys.Cli.Tests;

/// <summary>A running server trains: the command, the server and the training's own process, all as they are.</summary>
public sealed class ModelsTrainCommandTests : IDisposable
{
    private readonly ScratchShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact(Timeout = 240_000)]
    public async Task Train_ByCallAndGoingOn_PublishesServesAndTellsTheSameByPlainHttp()
    {
        await _shop.ImportAsync(_shop.Write());
        await using var server = await StartAsync();
        string address = server.Address.ToString();

        // 1. In full, while the server has the store open.
        var full = await TrainAsync(address, "--request-id", "first", "--activate", "--watch", "--json");
        Assert.Equal("", full.Code == 0 ? "" : full.Error);
        using var run = JsonDocument.Parse(full.Output);
        string version = run.RootElement.GetProperty("model_version").GetString()!;
        Assert.Equal("TRAINING_STATE_SUCCEEDED", run.RootElement.GetProperty("state").GetString());
        Assert.Equal(version, server.ModelVersion);
        Assert.Contains("Training: done", full.Error, StringComparison.Ordinal);
        var counts = new ModelRepository(_shop.Models).Open(version).Manifest.Counts;
        Assert.Equal(server.Store.Interactions.DurablePosition, counts["journal_position"]);

        // 2. The same request again is the same run, which plain HTTP tells of as well.
        string id = run.RootElement.GetProperty("id").GetString()!;
        var again = await TrainAsync(address, "--request-id", "first");
        Assert.Contains($"Run {id} of request first: has ended.", again.Error, StringComparison.Ordinal);
        using var http = new HttpClient();
        string watched = await http.GetStringAsync($"{address}v1/trainingRuns/{id}:watch");
        using var line = JsonDocument.Parse(Assert.Single(watched.TrimEnd().Split('\n')));
        Assert.Equal(
            version, line.RootElement.GetProperty("trainingRun").GetProperty("modelVersion").GetString());

        // 3. Nothing came since.
        var nothing = await TrainAsync(address, "--since", "current", "--watch");
        Assert.Equal(1, nothing.Code);
        Assert.Contains(
            "recsys: There is nothing newer than what that version knows: nothing to learn.", nothing.Error,
            StringComparison.Ordinal);

        // 4. What came since, in an increment.
        await server.Store.Interactions.AppendAsync([.. Enumerable.Range(0, 40).Select(i => new Interaction
        {
            Id = $"new {i}", CustomerId = $"u{i}", ProductId = $"i{i}", Type = InteractionType.Purchase,
            TimeMs = server.Store.Interactions.LatestMs + 60_000 + i,
        })]);
        var increment = await TrainAsync(address, "--since", "current", "--activate", "--watch");
        Assert.Equal("", increment.Code == 0 ? "" : increment.Error);
        Assert.NotEqual(version, server.ModelVersion);
        Assert.Equal([version], new ModelRepository(_shop.Models).Open(server.ModelVersion!).Manifest.Parents);
    }

    [Fact(Timeout = 240_000)]
    public async Task Stop_WhileItTrains_EndsTheTrainingAndLeavesNothing()
    {
        await _shop.ImportAsync(_shop.Write());
        await using (var server = await StartAsync(await NeverEndingAsync()))
        {
            using var client = RecsysClient.Connect(server.Address.ToString());
            var run = await client.Models.StartTrainingAsync(new StartTrainingRequest { RequestId = "a" });
            using var watching = client.Models.WatchTraining(
                new WatchTrainingRequest { TrainingRunId = run.TrainingRun.Id });
            await foreach (var answer in watching.ResponseStream.ReadAllAsync())
            {
                Assert.NotEqual(TrainingState.Failed, answer.TrainingRun.State);
                if (answer.TrainingRun.Step.StartsWith("towers", StringComparison.Ordinal)) break;
            }
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_shop.Models));
        Assert.Empty(_shop.Left);
    }

    [Fact(Timeout = 240_000)]
    public async Task Cancel_WhileItTrains_EndsTheTrainingLeavesNothingAndIsListed()
    {
        await _shop.ImportAsync(_shop.Write());
        await using var server = await StartAsync(await NeverEndingAsync());
        string address = server.Address.ToString();
        using var client = RecsysClient.Connect(address);
        var none = await RunsAsync(address);
        await TrainAsync(address, "--request-id", "a");
        await TrainAsync(address, "--request-id", "b");
        using var listed = JsonDocument.Parse((await RunsAsync(address, "--json")).Output);
        string[] ids = [.. listed.RootElement.GetProperty("training_runs").EnumerateArray()
            .Select(run => run.GetProperty("id").GetString()!)];
        using (var watching = client.Models.WatchTraining(new WatchTrainingRequest { TrainingRunId = ids[1] }))
        {
            await foreach (var answer in watching.ResponseStream.ReadAllAsync())
                if (answer.TrainingRun.Step.StartsWith("towers", StringComparison.Ordinal)) break;
        }

        var waiting = await CancelAsync(address, ids[0]);
        var training = await CancelAsync(address, ids[1]);
        var watched = await TrainAsync(address, "--request-id", "a", "--watch");

        Assert.Contains("No trainings", none.Error, StringComparison.Ordinal);
        Assert.Equal((0, $"Run {ids[0]} was cancelled."), (waiting.Code, waiting.Error.TrimEnd()));
        Assert.Equal(0, training.Code);
        Assert.Contains("--watch --request-id a", training.Error, StringComparison.Ordinal);
        Assert.Equal(1, watched.Code);
        Assert.Contains($"Run {ids[1]} was cancelled; nothing was published.", watched.Error, StringComparison.Ordinal);
        string[] table = (await RunsAsync(address)).Output.TrimEnd().Split('\n');
        Assert.Equal(2, table.Count(row => row.Contains("was cancelled", StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_shop.Models));
        Assert.Empty(_shop.Left);
        var unknown = await CancelAsync(address, "none");
        Assert.Equal((1, ""), (unknown.Code, unknown.Output));
        Assert.Contains("no run of training of this id", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_WithWrongInput_IsOneLine()
    {
        await using var server = await StartAsync();
        string address = server.Address.ToString();

        var empty = await TrainAsync(address);
        var unknown = await TrainAsync(address, "--since", "nope");
        var none = await TrainAsync(address, "--since", "current");
        var nobody = await TrainAsync("http://127.0.0.1:9");
        var both = await CommandRun.StartAsync("train", "--attached", "--json");

        Assert.All([empty, unknown, none, nobody], run => Assert.Equal((1, ""), (run.Code, run.Output)));
        Assert.Contains("no interactions to train on", Line(empty), StringComparison.Ordinal);
        Assert.Contains("no model version of this name", Line(unknown), StringComparison.Ordinal);
        Assert.Contains("no model version", Line(none), StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:9", Line(nobody), StringComparison.Ordinal);
        Assert.Equal(2, both.Code);
        Assert.Contains("--attached goes without --json", Line(both), StringComparison.Ordinal);

        static string Line(CommandRun run) => Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static Task<CommandRun> TrainAsync(string address, params string[] arguments) =>
        CommandRun.StartAsync(["models", "train", "--address", address, .. arguments]);

    private static Task<CommandRun> RunsAsync(string address, params string[] arguments) =>
        CommandRun.StartAsync(["models", "runs", "--address", address, .. arguments]);

    private static Task<CommandRun> CancelAsync(string address, string id) =>
        CommandRun.StartAsync("models", "cancel", id, "--address", address);

    // A training of so many passes that it is still at the towers when it is ended, however busy the machine is.
    private async Task<TrainingProgram> NeverEndingAsync()
    {
        string settings = _shop.FilePath("settings.json");
        await File.WriteAllTextAsync(settings, """{"tower_epochs": 1000, "tower_batch": 2}""");
        var own = OwnProgram.Training;
        return new TrainingProgram(
            "/bin/sh", ["-c", "exec \"$0\" \"$@\" --settings " + settings, own.FileName, .. own.Arguments]);
    }

    private async Task<RecsysServer> StartAsync(TrainingProgram? program = null)
    {
        var server = await RecsysServer.BuildAsync(
            new ServerOptions
            {
                Address = new Uri("http://127.0.0.1:0"),
                DataDirectory = _shop.Data,
                ModelsDirectory = _shop.Models,
                StoreMemoryBytes = 16 << 20,
                WarmUpTime = TimeSpan.Zero,
                ShutdownTimeout = TimeSpan.FromMinutes(4),
                TrainingProgram = program ?? OwnProgram.Training,
            },
            _ => { });
        await server.StartAsync();
        return server;
    }
}
