using Recsys.Bench.Processes;
using Recsys.Bench.Recovery;

namespace Recsys.Bench.Tests.Recovery;

public sealed class RecoveryRunTests : IDisposable
{
    private readonly BenchFolder _folder = new("test");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_KilledBeyondACheckpoint_ReplaysWhatLiesBeyondIt()
    {
        var options = new RecoveryOptions
        {
            Interactions = 30_000, Customers = 2_000, Products = 100, CheckpointMib = 2, BeyondMib = 1, MemoryMib = 64,
            Opens = 1, Folder = _folder.At("kept"),
        };

        var report = await RunAsync(options);

        var open = Assert.Single(report.Opens);
        Assert.NotNull(open.Checkpoint);
        Assert.True(open.ReplayedRecords > 1_000, report.ToText());
        Assert.Empty(open.Warnings);
        Assert.True(report.Filled.Interactions >= 30_000);
        Assert.True(report.Filled.BeyondBytes >= 1 << 20);
        Assert.Contains("For a million customers", report.ToText(), StringComparison.Ordinal);

        // The same store again, without filling it.
        Assert.Equal(report.Filled, (await RunAsync(options)).Filled);
    }

    private static Task<RecoveryReport> RunAsync(RecoveryOptions options) =>
        new RecoveryRun(TestCommand.Recsys, options, new Progress<BenchStep>()).RunAsync(CancellationToken.None);
}
