using Grpc.Core;
using Recsys.Pipeline;
using Recsys.Server.Models;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Models;

public sealed class ModelActivationTests
{
    [Fact]
    public async Task Activate_AnEarlierVersion_IsLiveAndCurrentWhenTheCallReturns()
    {
        await using var test = await StartAsync();
        var models = ModelsOf(test);
        string first = test.Publish("first"), second = test.Publish("second");
        await test.Model.RefreshAsync(default);

        var answer = await models.ActivateModelAsync(new() { Version = first });

        Assert.Equal((first, second), (answer.Model.Version, answer.PreviousVersion));
        Assert.Equal(ModelState.Live, answer.Model.State);
        Assert.Equal((first, first), (test.Server.ModelVersion, test.Repository.Current));
        // The watcher has nothing to do.
        Assert.False(await test.Model.RefreshAsync(default));
    }

    [Fact]
    public async Task Activate_TheFirst_HasNoneBefore()
    {
        await using var test = await StartAsync();
        var models = ModelsOf(test);
        string version = Publish(test, "first");

        var answer = await models.ActivateModelAsync(new() { Version = version });

        Assert.Equal((version, ""), (answer.Model.Version, answer.PreviousVersion));
        Assert.Equal(
            (StatusCode.FailedPrecondition, ErrorReasons.NoEarlierModel),
            await Shop.FailureOf(models.RollBackModelAsync(new() { ExpectedVersion = version })));
    }

    [Fact]
    public async Task Activate_TheLiveOne_ChangesNothing()
    {
        await using var test = await StartAsync();
        var models = ModelsOf(test);
        string first = test.Publish("first"), second = test.Publish("second");
        await test.Model.RefreshAsync(default);
        var since = test.Model.LiveSince;

        var answer = await models.ActivateModelAsync(new() { Version = second });

        Assert.Equal((second, second), (answer.Model.Version, answer.PreviousVersion));
        Assert.Equal(since, test.Model.LiveSince);
        Assert.Equal([first], test.Repository.Earlier);
    }

    [Theory]
    [InlineData("20200101-000000-1", StatusCode.NotFound, ErrorReasons.ModelNotFound)]
    [InlineData("../models", StatusCode.NotFound, ErrorReasons.ModelNotFound)]
    [InlineData("", StatusCode.InvalidArgument, ErrorReasons.InvalidFields)]
    public async Task Activate_WhatIsNotThere_LeavesTheLiveOne(string version, StatusCode code, string reason)
    {
        await using var test = await StartAsync();
        string live = test.Publish("first");
        await test.Model.RefreshAsync(default);

        var failure = await Shop.FailureOf(ModelsOf(test).ActivateModelAsync(new() { Version = version }));

        Assert.Equal((code, reason), failure);
        Assert.Equal((live, live), (test.Server.ModelVersion, test.Repository.Current));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Activate_ADamagedVersion_SaysWhyAndLeavesTheLiveOne(bool files)
    {
        await using var test = await StartAsync();
        string live = test.Publish("first");
        await test.Model.RefreshAsync(default);
        string bad = Publish(test, files ? "whole" : "bad");
        if (files) File.AppendAllText(Path.Combine(test.Repository.Root, bad, "items.txt"), "more");

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await ModelsOf(test).ActivateModelAsync(new() { Version = bad }));

        Assert.Equal(
            (StatusCode.FailedPrecondition, ErrorReasons.ModelDamaged),
            (error.StatusCode, ErrorDetails.ReasonOf(error)));
        Assert.Contains("items.txt", error.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(test.Repository.Root, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal((live, live), (test.Server.ModelVersion, test.Repository.Current));
    }

    [Fact]
    public async Task RollBack_AfterARestart_StillKnowsWhatWasBefore()
    {
        using var folder = new TemporaryFolder();
        string first, second;
        await using (var test = await StartAsync(folder))
        {
            (first, second) = (test.Publish("first"), Publish(test, "second"));
            await test.Model.RefreshAsync(default);
            await ModelsOf(test).ActivateModelAsync(new() { Version = second });
        }
        await using var again = await StartAsync(folder);
        Assert.Equal(second, again.Server.ModelVersion);

        var answer = await ModelsOf(again).RollBackModelAsync(new() { ExpectedVersion = second });

        Assert.Equal((first, ModelState.Live), (answer.Model.Version, answer.Model.State));
        Assert.Equal((first, first), (again.Server.ModelVersion, again.Repository.Current));
        // The same call once more, as a client sends it that got no answer, does not go back twice.
        Assert.Equal(
            (StatusCode.Aborted, ErrorReasons.LiveModelChanged),
            await Shop.FailureOf(ModelsOf(again).RollBackModelAsync(new() { ExpectedVersion = second })));
    }

    [Fact]
    public async Task RollBack_OverAVersionThatDoesNotLoad_TakesTheOneBefore()
    {
        await using var test = await StartAsync();
        string first = test.Publish("first");
        await test.Model.RefreshAsync(default);
        // Became current by somebody else's hand, and was refused here.
        test.Publish("bad");
        await test.Model.RefreshAsync(default);
        string third = test.Publish("third");
        await test.Model.RefreshAsync(default);

        var answer = await ModelsOf(test).RollBackModelAsync(new() { ExpectedVersion = third });

        Assert.Equal((first, first), (answer.Model.Version, test.Repository.Current));
    }

    [Fact]
    public async Task Activate_FromManyCallersAndTheWatcher_EndsWithOneVersionEverywhere()
    {
        await using var test = await StartAsync();
        string[] versions = [.. Enumerable.Range(0, 4).Select(number => test.Publish($"{number}"))];
        var models = ModelsOf(test);

        await Parallel.ForAsync(0, 40, async (i, cancellation) =>
        {
            if (i % 5 == 0) await test.Model.RefreshAsync(cancellation);
            else await models.ActivateModelAsync(new() { Version = versions[i % 4] }, cancellationToken: cancellation);
        });

        Assert.Equal(test.Repository.Current, test.Server.ModelVersion);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Activate_RequestUnderWay_EndsOnTheVersionItBeganWith()
    {
        await using var test = await StartAsync();
        string first = test.Publish("first"), second = Publish(test, "second");
        await test.Model.RefreshAsync(default);
        var holder = (SnapshotHolder)test.Server.Services.GetService(typeof(SnapshotHolder))!;
        Assert.True(holder.TryLease(out var lease));

        await ModelsOf(test).ActivateModelAsync(new() { Version = second });

        using var leased = lease;
        Assert.Equal(first, lease.Snapshot.ModelVersion);
        Assert.True(holder.TryLease(out var next));
        Assert.Equal(second, next.Snapshot.ModelVersion);
        next.Dispose();
    }

    private static ModelService.ModelServiceClient ModelsOf(TestServer test) => new(test.Channel);

    private static string Publish(TestServer test, string content)
    {
        using var staged = test.Repository.Stage();
        File.WriteAllText(Path.Combine(staged.Path, "items.txt"), content);
        return staged.Publish(new Recsys.Models.Repository.ModelManifest(), activate: false).Name;
    }

    // Looks at the repository only when the test says so; a version whose content is "bad" does not load.
    private static Task<TestServer> StartAsync(TemporaryFolder? folder = null) => TestServer.StartAsync(
        options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, Load, folder: folder,
        ownsFolder: folder is null);

    private static PipelineSnapshot Load(Recsys.Models.Repository.ModelVersion version) =>
        File.ReadAllText(version.FilePath("items.txt")) == "bad"
            ? throw new InvalidDataException("items.txt cannot be used.")
            : TestServer.EmptySnapshot(version);
}
