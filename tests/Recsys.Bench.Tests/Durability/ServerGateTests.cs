using Recsys.Bench.Durability;

namespace Recsys.Bench.Tests.Durability;

public class ServerGateTests
{
    [Fact]
    public async Task Close_WhenEveryClientWaits_Ends()
    {
        var gate = new ServerGate(clients: 2);
        gate.Open();
        await gate.WaitAsync(CancellationToken.None);
        var still = gate.Close();
        Assert.True(gate.Closed.IsCompleted);

        var first = gate.WaitAsync(CancellationToken.None);
        Assert.False(still.IsCompleted);
        var second = gate.WaitAsync(CancellationToken.None);
        await still;

        Assert.False(first.IsCompleted || second.IsCompleted);
        gate.Open();
        await Task.WhenAll(first, second);
        Assert.False(gate.Closed.IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = new ServerGate(clients: 1).WaitAsync(cancellation.Token);
        Assert.False(waiting.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
