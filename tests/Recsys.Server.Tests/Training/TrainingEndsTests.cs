using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Server.Training;
using Recsys.V1;

namespace Recsys.Server.Tests.Training;

/// <summary>Trainings that fail, break down, never end, or are ended with the server.</summary>
public sealed class TrainingEndsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("""echo '{"failure":"There is nothing newer."}'""", "There is nothing newer.")]
    [InlineData("""echo '{"failure":"It ran away."}'; exit 1""", "It ran away.")]
    [InlineData("echo /srv/secret >&2; exit 1", "It failed; the server's log says why.")]
    [InlineData("kill -9 $$", "Its process was killed")]
    [InlineData("kill -SEGV $$", "Its process broke down")]
    [InlineData("exit 0", "It ended without publishing a version.")]
    [InlineData(
        """head -c 3000000 /dev/zero | tr '\0' x; echo; echo '{"step":7}'; echo nonsense""", "It ended without")]
    public async Task Run_ThatPublishesNothing_SaysWhyAndNoMore(string script, string why)
    {
        await using var shop = await ScriptedShop.OpenAsync("echo on-the-way >&2\n" + script);

        var end = await shop.EndOfAsync((await shop.StartAsync("a")).Id);

        Assert.Equal((TrainingState.Failed, ""), (end.State, end.ModelVersion));
        Assert.StartsWith(why, end.FailureDescription, StringComparison.Ordinal);
        Assert.DoesNotContain("/", end.FailureDescription, StringComparison.Ordinal);
        Assert.Contains(shop.Shop.Server.Log, line => line.Text.Contains("on-the-way", StringComparison.Ordinal));
        Assert.Empty(shop.Shop.Server.Errors);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_OfAProgramThatIsNotThere_FailsAndTheNextOneHasItsTurn()
    {
        await using var shop = await Shop.OpenAsync(
            options: options => options with { TrainingProgram = new TrainingProgram("/not/there", []) });
        await ScriptedShop.AppendAsync(shop);
        foreach (string request in (string[])["a", "b"])
        {
            var run = await shop.Models.StartTrainingAsync(new() { RequestId = request });
            using var watching = shop.Models.WatchTraining(new() { TrainingRunId = run.TrainingRun.Id });
            var last = run.TrainingRun;
            await foreach (var answer in watching.ResponseStream.ReadAllAsync()) last = answer.TrainingRun;
            Assert.Equal(TrainingState.Failed, last.State);
            Assert.DoesNotContain("/", last.FailureDescription, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Progress_ThatMakesNoSense_StaysWithinItsBounds()
    {
        await using var shop = await ScriptedShop.OpenAsync(
            """
            echo '{"step":"a","progress":0.5}'
            echo '{"step":"b","progress":-3}'
            wait_for one
            echo '{"step":"c","progress":1e300}'
            wait_for two
            exit 1
            """);
        var run = await shop.StartAsync("a");

        Assert.Equal(0.5f, (await shop.UntilAsync(run.Id, now => now.Step == "b")).Progress);
        await shop.LetGo("one");
        Assert.Equal(1f, (await shop.UntilAsync(run.Id, now => now.Step == "c")).Progress);
        await shop.LetGo("two");
        await shop.EndOfAsync(run.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WhileATrainingRuns_EndsItAndThoseWhoWaitAndWhoWatch()
    {
        await using var shop = await ScriptedShop.OpenAsync(
            """
            echo '{"step":"towers","progress":0.5}'
            wait_for_end
            echo ended > ended
            exit 143
            """);
        var run = await shop.StartAsync("a");
        var waiting = await shop.StartAsync("b");
        using var watching = shop.Models.WatchTraining(new() { TrainingRunId = waiting.Id });
        await watching.ResponseStream.MoveNext(CancellationToken.None);
        await shop.UntilAsync(run.Id, now => now.Step == "towers");

        await shop.Shop.Server.Server.StopAsync();

        Assert.Equal("ended\n", await File.ReadAllTextAsync(shop.FilePath("ended")));
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watching.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        Assert.Equal(
            (StatusCode.Unavailable, ErrorReasons.ServerStopping), (error.StatusCode, ErrorDetails.ReasonOf(error)));
        var failures = shop.Shop.Server.Log.Where(
            line => line.Text.Contains("The server stopped before", StringComparison.Ordinal));
        // The one that waited never began.
        Assert.Single(failures);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WhileATrainingDoesNotEnd_KillsIt()
    {
        var clock = new HandClock(new ServerOptions { DataDirectory = "", ModelsDirectory = "" }.ShutdownTimeout / 2);
        await using var shop = await ScriptedShop.OpenAsync(
            """
            echo "{\"step\":\"p$$\",\"progress\":0.5}"
            wait_for what_never_comes
            """, clock);
        var run = await shop.StartAsync("a");
        var running = await shop.UntilAsync(run.Id, now => now.Step.Length > 0);

        var stopping = shop.Shop.Server.Server.StopAsync();
        (await clock.RunOut)();
        await stopping;

        Assert.False(Directory.Exists($"/proc/{running.Step[1..]}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_ThatTakesTooLong_IsEnded()
    {
        var clock = new HandClock(TimeSpan.FromHours(24));
        await using var shop = await ScriptedShop.OpenAsync("wait_for_end; exit 143", clock);
        var run = await shop.StartAsync("a");

        (await clock.RunOut)();
        var end = await shop.EndOfAsync(run.Id);

        Assert.Equal(
            (TrainingState.Failed,
                "It was ended after 24 hours, the longest that this server lets a training take."),
            (end.State, end.FailureDescription));
    }
}
