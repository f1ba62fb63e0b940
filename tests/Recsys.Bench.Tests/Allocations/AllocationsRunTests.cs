using Recsys.Bench.Allocations;

namespace Recsys.Bench.Tests.Allocations;

public class AllocationsRunTests
{
    [Theory]
    [InlineData(99, 0, 500, "Calls")]
    [InlineData(100, -1, 500, "WarmUpCalls")]
    [InlineData(100, 0, 9, "Candidates")]
    public void Run_OptionOutOfRange_NamesItBeforeAnythingIsCalled(
        int calls, int warmUp, int candidates, string wrong)
    {
        var options = new AllocationsOptions { Calls = calls, WarmUpCalls = warmUp, Candidates = [candidates] };
        var run = new AllocationsRun(new Uri("http://127.0.0.1:1"), ["c"], ["p"], options, new Progress<BenchStep>());

        var error = Assert.Throws<ArgumentException>(() => run.Run(CancellationToken.None));

        Assert.Equal(wrong, error.ParamName);
    }

    [Fact]
    public void Run_NobodyToRecommendTo_IsTold()
    {
        var run = new AllocationsRun(
            new Uri("http://127.0.0.1:1"), [], ["p"], new AllocationsOptions(), new Progress<BenchStep>());

        var error = Assert.Throws<BenchException>(() => run.Run(CancellationToken.None));

        Assert.Contains("import", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToText_CallWithoutCandidates_LeavesThemOut()
    {
        var report = new AllocationsReport(
            100, [new("Health.Check", 0, 1_200, 40, 2), new("RecommendForUser", 500, 4_400, 900, 284)]);

        string[] lines = report.ToText().Split(Environment.NewLine);

        Assert.Equal(["Health.Check", "1200", "40", "2"], Fields(lines[2]));
        Assert.Equal(["RecommendForUser", "500", "4400", "900", "284"], Fields(lines[3]));
    }

    private static string[] Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
