using Recsys.Storage.Writing;

namespace Recsys.Storage.Tests.Writing;

public class WriterThreadTests
{
    [Fact]
    public async Task Run_WhatTheLoopAwaits_GoesOnOnTheSameThread()
    {
        var threads = new HashSet<int>();
        await WriterThread.Run("test", async () =>
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
        () => WriterThread.Run("test", () => Task.FromException(new InvalidDataException())));

    [Fact]
    public async Task Run_LoopEndsBeforeWhatItBegan_ThatGoesOnElsewhere()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? begun = null;
        await WriterThread.Run("test", () =>
        {
            begun = GoOnAsync();
            return Task.CompletedTask;
        });

        hold.SetResult();

        await begun!;

        async Task GoOnAsync() => await hold.Task;
    }
}
