using Recsys.Bench.Processes;

namespace Recsys.Bench.Tests.Processes;

public sealed class BenchServerTests : IDisposable
{
    private readonly BenchFolder _folder = new("test");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_AfterAKill_ListensOnTheSamePortAgain()
    {
        int port = FreePort.Take();
        await using (var first = await StartAsync(port))
        {
            // Looked at once: it grows from one look to the next.
            var usage = first.Usage;
            Assert.True(usage.CpuSeconds > 0);
            Assert.True(usage.PeakResidentBytes >= usage.ResidentBytes);
            await first.KillAsync();
            Assert.True(first.HasExited);
        }
        await using var second = await StartAsync(port);

        Assert.Equal(port, second.Address.Port);
        Assert.Equal(0, await second.StopAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Start_ServerThatRefusesItsOptions_TellsWhatItSaid()
    {
        var error = await Assert.ThrowsAsync<BenchException>(
            () => BenchServer.StartAsync(TestCommand.Recsys, 80_000, [], CancellationToken.None));

        Assert.Contains("is no URL", error.Message, StringComparison.Ordinal);
    }

    private Task<BenchServer> StartAsync(int port) => BenchServer.StartAsync(
        TestCommand.Recsys, port, ["--data", _folder.At("data"), "--models", _folder.At("models")],
        CancellationToken.None);
}
