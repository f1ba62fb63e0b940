using Grpc.Core;
using Recsys.Models.Repository;
using Recsys.Server.Tests.Testing;
using Recsys.Server.Training;
using Recsys.Standard.Rpc;
using Recsys.V1;

namespace Recsys.Server.Tests.Training;

public sealed class TrainingServiceTests
{
    private const string Step =
        """
        echo '{"step":"towers","progress":0.25,"metrics":{"loss":0.5}}'

        """;

    [Fact(Timeout = 60_000)]
    public async Task Watch_FromBeginToEnd_TellsStepsFiguresAndTheVersion()
    {
        await using var shop = await ScriptedShop.OpenAsync(
            Step +
            """
            wait_for one
            echo '{"step":"mix","progress":0.75}'
            wait_for two
            echo "{\"published\":\"$(cat version)\"}"
            """);
        string version = Publish(shop);

        var run = await shop.StartAsync("a");
        Assert.Equal(TrainingState.Running, run.State);
        var first = await shop.UntilAsync(run.Id, now => now.Step == "towers");
        Assert.Equal((0.25f, "loss", 0.5), (first.Progress, first.Metrics.Single().Name, first.Metrics[0].Value));
        Assert.Null(first.EndTime);
        await shop.LetGo("one");
        var second = await shop.UntilAsync(run.Id, now => now.Step == "mix");
        Assert.Equal((0.75f, 0), (second.Progress, second.Metrics.Count));
        await shop.LetGo("two");
        var end = await shop.EndOfAsync(run.Id);

        Assert.Equal((TrainingState.Succeeded, version, ""), (end.State, end.ModelVersion, end.FailureDescription));
        Assert.Equal(("", 1f, run.StartTime), (end.Step, end.Progress, end.StartTime));
        Assert.True(end.EndTime >= end.StartTime);
        // Not asked to, so the version before stays.
        Assert.NotEqual(version, shop.Shop.Server.Server.ModelVersion);
        Assert.Equal(end, await shop.EndOfAsync(run.Id));
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_ToActivate_IsLiveWhenTheRunSaysThatItSucceeded()
    {
        await using var shop = await ScriptedShop.OpenAsync("""echo "{\"published\":\"$(cat version)\"}" """);
        string version = Publish(shop);

        var end = await shop.EndOfAsync((await shop.StartAsync("a", activate: true)).Id);

        Assert.Equal((TrainingState.Succeeded, version), (end.State, end.ModelVersion));
        Assert.Equal(version, shop.Shop.Server.Server.ModelVersion);
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_ToActivateWhatCannotServe_IsPublishedAndTheLiveVersionStays()
    {
        await using var shop = await ScriptedShop.OpenAsync("""echo '{"published":"20200101-000000-1"}'""");
        string? live = shop.Shop.Server.Server.ModelVersion;

        var end = await shop.EndOfAsync((await shop.StartAsync("a", activate: true)).Id);

        Assert.Equal((TrainingState.Succeeded, "20200101-000000-1"), (end.State, end.ModelVersion));
        Assert.Equal(live, shop.Shop.Server.Server.ModelVersion);
        Assert.Contains(
            shop.Shop.Server.Log, line => line.Text.Contains("could not go live", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_OneAfterTheOther_FewWaitAndMoreAreRefused()
    {
        await using var shop = await ScriptedShop.OpenAsync(Step + "wait_for gate; exit 1");
        var runs = new List<TrainingRun>();
        for (int i = 0; i <= TrainingQueue.MostWaiting; i++) runs.Add(await shop.StartAsync($"r{i}"));

        Assert.Equal(TrainingState.Running, runs[0].State);
        Assert.All(runs.Skip(1), run => Assert.Equal(TrainingState.Pending, run.State));
        var refused = await Assert.ThrowsAsync<RpcException>(() => shop.StartAsync("one too many"));
        Assert.Equal(
            (StatusCode.ResourceExhausted, ErrorReasons.TrainingQueueFull),
            (refused.StatusCode, ErrorDetails.ReasonOf(refused)));
        Assert.True(ErrorDetails.Detail<RetryInfo>(refused).RetryDelay.Seconds > 0);
        // The same request is the same run, even now.
        Assert.Equal(runs[3].Id, (await shop.StartAsync("r3")).Id);

        foreach (var run in runs)
        {
            // The one behind it begins only when it has ended.
            await shop.UntilAsync(run.Id, now => now.Step == "towers");
            foreach (var later in runs.Skip(runs.IndexOf(run) + 1))
                Assert.Equal(TrainingState.Pending, (await shop.UntilAsync(later.Id, _ => true)).State);
            await shop.LetGo("gate");
            var end = await shop.EndOfAsync(run.Id);
            Assert.Equal((TrainingState.Failed, 0.25f), (end.State, end.Progress));
        }
        Assert.Equal(runs[0].Id, (await shop.StartAsync("r0")).Id);
        Assert.NotEqual(runs[0].Id, (await shop.StartAsync("anew")).Id);
        await shop.LetGo("gate");
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_ManyOneAfterTheOther_TheLatestAreRemembered()
    {
        await using var shop = await ScriptedShop.OpenAsync("exit 1");
        var ids = new List<string>();
        for (int i = 0; i < TrainingQueue.MostEnded + 2; i++)
        {
            ids.Add((await shop.StartAsync($"r{i}")).Id);
            await shop.EndOfAsync(ids[^1]);
        }

        await shop.EndOfAsync(ids[2]);
        var forgotten = await Assert.ThrowsAsync<RpcException>(() => shop.EndOfAsync(ids[1]));
        Assert.Equal(ErrorReasons.TrainingRunNotFound, ErrorDetails.ReasonOf(forgotten));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_FromAVersion_TellsTheProgramAndWhereThingsAre()
    {
        await using var shop = await ScriptedShop.OpenAsync("""echo "$*" > arguments; nice >> arguments""");
        string parent = Publish(shop);

        await shop.EndOfAsync((await shop.StartAsync("a", parent: parent)).Id);
        string[] told = await File.ReadAllLinesAsync(shop.FilePath("arguments"));
        await shop.EndOfAsync((await shop.StartAsync("b")).Id);

        Assert.Matches(
            $"^train --attached --no-activate --data /.*/data --models /.*/models --since {parent}$", told[0]);
        Assert.Equal("19", told[1]);
        Assert.DoesNotContain("--since", await File.ReadAllTextAsync(shop.FilePath("arguments")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithWrongInput_SaysWhat()
    {
        await using var shop = await ScriptedShop.OpenAsync("exit 1");
        string tooLong = new('x', 129);

        Assert.Equal(
            ["request_id"], await Shop.WrongFieldsOf(shop.Models.StartTrainingAsync(new())));
        Assert.Equal(
            ["request_id", "parent_version"], await Shop.WrongFieldsOf(
                shop.Models.StartTrainingAsync(new() { RequestId = "a\nb", ParentVersion = tooLong })));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ModelNotFound), await Shop.FailureOf(
                shop.Models.StartTrainingAsync(new() { RequestId = "a", ParentVersion = "../../etc" })));
        foreach (string id in (string[])["", tooLong, "nobody's"])
        {
            var failure = await Assert.ThrowsAsync<RpcException>(() => shop.EndOfAsync(id));
            Assert.Equal(
                id.Length is 0 or 129 ? ErrorReasons.InvalidFields : ErrorReasons.TrainingRunNotFound,
                ErrorDetails.ReasonOf(failure));
        }
    }

    [Fact]
    public async Task Start_WithNothingToTrainOn_SaysSo()
    {
        await using var shop = await Shop.OpenAsync(
            options: options => options with { TrainingProgram = new TrainingProgram("/bin/false", []) });

        Assert.Equal(
            (StatusCode.FailedPrecondition, ErrorReasons.NotEnoughData),
            await Shop.FailureOf(shop.Models.StartTrainingAsync(new() { RequestId = "a" })));
    }

    // What a training would publish, published before it.
    private static string Publish(ScriptedShop shop)
    {
        using var staged = shop.Shop.Server.Repository.Stage();
        File.WriteAllText(Path.Combine(staged.Path, "items.txt"), "content");
        string version = staged.Publish(new ModelManifest(), activate: false).Name;
        File.WriteAllText(shop.FilePath("version"), version);
        return version;
    }
}
