using Recsys.Storage.Errors;
using Recsys.Storage.State;

namespace Recsys.Storage.Tests.State;

public class PositionWaitersTests
{
    [Fact]
    public async Task WaitAsync_PositionReached_GoesOnAndOthersWait()
    {
        var waiters = new PositionWaiters(10);
        waiters.Reach(5);
        Assert.True(waiters.WaitAsync(5, default).IsCompletedSuccessfully);
        var low = waiters.WaitAsync(7, default).AsTask();
        var high = waiters.WaitAsync(9, default).AsTask();

        waiters.Reach(8);

        await low;
        Assert.False(high.IsCompleted);
        waiters.Reach(9);
        await high;
    }

    [Fact]
    public async Task WaitAsync_GivenUp_LeavesRoomForAnother()
    {
        var waiters = new PositionWaiters(1);
        using var giveUp = new CancellationTokenSource();
        var first = waiters.WaitAsync(1, giveUp.Token).AsTask();
        await Assert.ThrowsAsync<StorageException>(async () => await waiters.WaitAsync(1, default));

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = waiters.WaitAsync(1, default).AsTask();
        waiters.Reach(1);
        await second;
    }

    [Fact]
    public async Task WaitAsync_WhileThePositionAdvances_NeverMissesIt()
    {
        var waiters = new PositionWaiters(10);
        for (long position = 1; position <= 2000; position++)
        {
            long wanted = position;
            var waiting = Task.Run(async () => await waiters.WaitAsync(wanted, default));
            waiters.Reach(position);
            await waiting;
        }
    }
}
