using Recsys.Bench.Features;

namespace Recsys.Bench.Tests.Features;

public class FeaturesRunTests
{
    [Fact]
    public async Task Run_WithOrWithoutRedis_MeasuresTheServersOwnWays()
    {
        var options = new FeaturesOptions { Products = 1_000, Rounds = 20, Seconds = 1 };

        var report = await new FeaturesRun(TestCommand.Recsys, options, new Progress<BenchStep>())
            .RunAsync(CancellationToken.None);

        // Three ways of its own, and two of Redis where that is installed; each checked what it read.
        Assert.Equal(report.Redis is null ? 3 : 5, report.Reads.Count);
        Assert.All(report.Reads, read => Assert.Equal(20, read.Latency.Count));
        Assert.Equal(report.Redis is null ? 1 : 3, report.Ingestion.Count);
        Assert.All(report.Ingestion, way => Assert.True(way.InteractionsPerSecond > 0, report.ToText()));
    }
}
