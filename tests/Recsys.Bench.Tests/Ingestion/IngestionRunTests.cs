using Recsys.Bench.Ingestion;

namespace Recsys.Bench.Tests.Ingestion;

public class IngestionRunTests
{
    [Fact]
    public async Task Run_WithoutModel_MeasuresEveryPhase()
    {
        var options = new IngestionOptions { Seconds = 1, Streams = 2, SingleStreams = 4, BatchSize = 100 };

        var report = await new IngestionRun(TestCommand.Recsys, options, new Progress<BenchStep>())
            .RunAsync(CancellationToken.None);

        Assert.False(report.WithModel);
        Assert.Equal(4, report.Phases.Count);
        Assert.All(report.Phases, phase =>
        {
            Assert.True(phase.InteractionsPerSecond > 0, report.ToText());
            Assert.True(phase.Acknowledgement!.Count > 0, report.ToText());
            Assert.True(phase.ServerCores > 0, report.ToText());
        });
        Assert.Contains("half of the peak", report.ToText(), StringComparison.Ordinal);
    }
}
