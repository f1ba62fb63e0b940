using Recsys.Storage.Writing;

namespace Recsys.Storage.Tests.Writing;

public class BackgroundThreadTests
{
    [Fact]
    public async Task Run_WhatTheLoopAwaits_GoesOnOnTheSameThread()
    {
        var threads = new HashSet<int>();
        await BackgroundThread.Run("test", async () =>
        {
            for (int step = 0; step < 50; step++)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await Task.Run(() => step);
            }
        });
        Assert.Single(threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public async Task Run_LoopFails_SaysSo() => await Assert.ThrowsAsync<InvalidDataException>(
        () => BackgroundThread.Run("test", () => Task.FromException(new InvalidDataException())));

    [Fact]
    public async Task Run_LoopEndsBeforeWhatItBegan_ThatGoesOnElsewhere()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? begun = null;
        await BackgroundThread.Run("test", () =>
        {
            begun = GoOnAsync();
            return Task.CompletedTask;
        });

        hold.SetResult();

        await begun!;

        async Task GoOnAsync() => await hold.Task;
    }
}
