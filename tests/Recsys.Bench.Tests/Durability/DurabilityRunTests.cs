using Recsys.Bench.Durability;

namespace Recsys.Bench.Tests.Durability;

public class DurabilityRunTests
{
    private const long StartMs = 1_750_000_000_000;

    [Fact]
    public async Task Run_ServerKilledTwice_NothingIsLostDoubledOrDifferent()
    {
        var options = new DurabilityOptions { Kills = 2, SecondsBetween = 0.5, Customers = 500, Products = 50 };
        var run = new DurabilityRun(TestCommand.Recsys, options, StartMs, new Progress<BenchStep>());

        var report = await run.RunAsync(CancellationToken.None);

        Assert.True(report.Passed, report.ToText());
        Assert.Equal(2, report.Kills);
        Assert.True(report.InteractionsAcknowledged > 1_000, report.ToText());
        Assert.True(report.InteractionsJournalled >= report.InteractionsAcknowledged, report.ToText());
        Assert.True(report.FeaturesCompared > 500, report.ToText());
    }
}
