using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Server.Training;
using Recsys.Standard.Rpc;
using Recsys.V1;

namespace Recsys.Server.Tests.Training;

/// <summary>Runs that are cancelled, and the list of all runs.</summary>
public sealed class TrainingCancelTests
{
    [Fact(Timeout = 60_000)]
    public async Task Cancel_WhileItTrains_EndsItAndTheNextOneHasItsTurn()
    {
        await using var shop = await ScriptedShop.OpenAsync(
            """
            echo '{"step":"towers","progress":0.5}'
            wait_for_end
            exit 143
            """);
        var run = await shop.StartAsync("a", activate: true);
        var next = await shop.StartAsync("b");
        await shop.UntilAsync(run.Id, now => now.Step == "towers");

        var told = await shop.CancelAsync(run.Id);
        var end = await shop.EndOfAsync(run.Id);

        Assert.Equal(run.Id, told.Id);
        Assert.Equal((TrainingState.Cancelled, "", ""), (end.State, end.ModelVersion, end.FailureDescription));
        Assert.Equal(("", 0.5f), (end.Step, end.Progress));
        Assert.NotNull(end.EndTime);
        await shop.UntilAsync(next.Id, now => now.Step == "towers");
        // Once more changes nothing, and the request is still that run's.
        Assert.Equal(end, await shop.CancelAsync(run.Id));
        Assert.Equal(end, await shop.StartAsync("a"));
        await shop.CancelAsync(next.Id);
        await shop.EndOfAsync(next.Id);
        Assert.Empty(shop.Shop.Server.Errors);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancel_WhileItWaits_NeverBeginsAndMakesRoom()
    {
        await using var shop = await ScriptedShop.OpenAsync("echo began >> begun; wait_for gate; exit 1");
        var runs = new List<TrainingRun>();
        for (int i = 0; i <= TrainingQueue.MostWaiting; i++) runs.Add(await shop.StartAsync($"r{i}"));

        var cancelled = await shop.CancelAsync(runs[1].Id);

        Assert.Equal((TrainingState.Cancelled, 0f), (cancelled.State, cancelled.Progress));
        Assert.NotNull(cancelled.EndTime);
        Assert.Equal(cancelled, await shop.EndOfAsync(runs[1].Id));
        runs.Add(await shop.StartAsync("one more"));
        foreach (var run in runs.Where(run => run.Id != cancelled.Id))
        {
            await shop.LetGo("gate");
            Assert.Equal(TrainingState.Failed, (await shop.EndOfAsync(run.Id)).State);
        }
        Assert.Equal(runs.Count - 1, (await File.ReadAllLinesAsync(shop.FilePath("begun"))).Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancel_ManyThatWait_ForgetsTheEarliestAndNoneThatHasNotEnded()
    {
        await using var shop = await ScriptedShop.OpenAsync("wait_for_end; exit 143");
        var training = await shop.StartAsync("first");
        var cancelled = new List<TrainingRun>();
        for (int i = 0; i < TrainingQueue.MostEnded + 3; i++)
            cancelled.Add(await shop.CancelAsync((await shop.StartAsync($"r{i}")).Id));

        var all = await shop.Models.ListTrainingRunsAsync(new() { PageSize = 1000 });

        Assert.Equal([.. cancelled.AsEnumerable().Reverse().Take(TrainingQueue.MostEnded), training], all.TrainingRuns);
        var gone = await Assert.ThrowsAsync<RpcException>(() => shop.CancelAsync(cancelled[2].Id));
        Assert.Equal(ErrorReasons.TrainingRunNotFound, ErrorDetails.ReasonOf(gone));
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancel_WhenTheVersionIsPublishedAlready_SucceedsAndDoesNotGoLive()
    {
        await using var shop = await ScriptedShop.OpenAsync(
            """
            echo '{"step":"publishing","progress":0.9}'
            wait_for_end
            echo '{"published":"20200101-000000-1"}'
            """);
        string? live = shop.Shop.Server.Server.ModelVersion;
        var run = await shop.StartAsync("a", activate: true);
        await shop.UntilAsync(run.Id, now => now.Step == "publishing");

        await shop.CancelAsync(run.Id);
        var end = await shop.EndOfAsync(run.Id);

        Assert.Equal((TrainingState.Succeeded, "20200101-000000-1"), (end.State, end.ModelVersion));
        Assert.Equal(live, shop.Shop.Server.Server.ModelVersion);
        Assert.DoesNotContain(
            shop.Shop.Server.Log, line => line.Text.Contains("could not go live", StringComparison.Ordinal));
        Assert.Contains(
            shop.Shop.Server.Log, line => line.Text.Contains("published already", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task List_PageByPage_IsAllRunsNewestFirstWithWhatTheyWereAskedFor()
    {
        await using var shop = await ScriptedShop.OpenAsync("exit 1");
        var ids = new List<string>();
        for (int i = 0; i < 12; i++) ids.Add((await shop.EndOfAsync((await shop.StartAsync($"r{i}")).Id)).Id);

        var listed = new List<TrainingRun>();
        string token = "";
        do
        {
            var page = await shop.Models.ListTrainingRunsAsync(new() { PageSize = 5, PageToken = token });
            Assert.InRange(page.TrainingRuns.Count, 1, 5);
            listed.AddRange(page.TrainingRuns);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(ids.AsEnumerable().Reverse(), listed.Select(run => run.Id));
        Assert.Equal("r11", listed[0].RequestId);
        Assert.All(listed, run => Assert.Equal((TrainingState.Failed, ""), (run.State, run.ParentVersion)));
    }

    [Fact(Timeout = 60_000)]
    public async Task ListAndCancel_WithWrongInput_SayWhat()
    {
        await using var shop = await ScriptedShop.OpenAsync("exit 1");
        var models = await shop.Models.ListModelsAsync(new() { PageSize = 1 });

        Assert.Empty((await shop.Models.ListTrainingRunsAsync(new())).TrainingRuns);
        Assert.Equal(["page_size", "page_token"], await Shop.WrongFieldsOf(
            shop.Models.ListTrainingRunsAsync(new() { PageSize = -1, PageToken = models.NextPageToken + "x" })));
        Assert.Equal(["training_run_id"], await Shop.WrongFieldsOf(shop.Models.CancelTrainingAsync(new())));
        var unknown = await Assert.ThrowsAsync<RpcException>(() => shop.CancelAsync("none"));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.TrainingRunNotFound),
            (unknown.StatusCode, ErrorDetails.ReasonOf(unknown)));
    }
}
