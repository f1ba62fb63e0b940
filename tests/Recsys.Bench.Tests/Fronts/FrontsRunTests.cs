using Recsys.Bench.Fronts;
using Recsys.LoadTest;

namespace Recsys.Bench.Tests.Fronts;

public class FrontsRunTests
{
    [Theory]
    [InlineData(0, 1, 1, "InFlight")]
    [InlineData(1, 0.01, 1, "Seconds")]
    [InlineData(1, 1, 101, "Rounds")]
    public async Task Run_OptionOutOfRange_NamesItBeforeAnythingStarts(
        int inFlight, double seconds, int rounds, string wrong)
    {
        var options = new FrontsOptions
        {
            DataFolder = "nowhere", ModelsFolder = "nowhere", InFlight = inFlight, Seconds = seconds, Rounds = rounds,
        };

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => new FrontsRun(TestCommand.Recsys, options, new Progress<BenchStep>())
                .RunAsync(CancellationToken.None));

        Assert.Equal(wrong, error.ParamName);
    }

    [Fact]
    public void ToText_EachWay_IsARatioOfTheFirstOfItsCall()
    {
        var latency = new LatencySummary(10, 1000, 1500, 2000, 3000, 4000, 4500, 5000);
        var report = new FrontsReport(2, 16,
        [
            new FrontResult("Get", "gRPC", 1000, latency, 100, 50),
            new FrontResult("Get", "JSON", 800, latency, 150, 90),
            new FrontResult("Recommend", "gRPC", 500, latency, 400, 500),
        ]);

        string[] lines = report.ToText().Split(Environment.NewLine);

        Assert.Equal("1.00", Field(lines, "gRPC", 2));
        Assert.Equal("0.80", Field(lines, "JSON", 2));
        Assert.Equal("1.50", Field(lines, "JSON", 6));
    }

    private static string Field(string[] lines, string way, int index) => lines
        .First(line => line.StartsWith(way + " ", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[index];
}
