using Recsys.Bench.Starts;

namespace Recsys.Bench.Tests.Starts;

public class StartVariantTests
{
    [Fact]
    public void Parse_NameAndSettings_AreTheProcessesEnvironment()
    {
        var variant = StartVariant.Parse("server:DOTNET_gcServer=1,DOTNET_GCHeapCount=2");

        Assert.Equal("server", variant.Name);
        Assert.Equal(
            [new("DOTNET_gcServer", "1"), new("DOTNET_GCHeapCount", "2")],
            variant.Environment.OrderByDescending(setting => setting.Key, StringComparer.Ordinal));
        Assert.Empty(StartVariant.Parse("default").Environment);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":A=1")]
    [InlineData("name:A")]
    [InlineData("name:=1")]
    public void Parse_OfAnotherForm_IsTold(string text) =>
        Assert.Contains("NAME:KEY=VALUE", Assert.Throws<ArgumentException>(() => StartVariant.Parse(text)).Message);

    [Theory]
    [InlineData(0, 1_000, 1, "Rounds")]
    [InlineData(1, 19, 1, "Calls")]
    [InlineData(1, 1_000, 65, "InFlight")]
    public async Task Run_OptionOutOfRange_NamesItBeforeAnythingStarts(
        int rounds, int calls, int inFlight, string wrong)
    {
        var options = new StartOptions
        {
            DataFolder = "nowhere", ModelsFolder = "nowhere", Rounds = rounds, Calls = calls, InFlight = inFlight,
        };

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => new StartRun(TestCommand.Recsys, options, new Progress<BenchStep>())
                .RunAsync(CancellationToken.None));

        Assert.Equal(wrong, error.ParamName);
    }

    [Fact]
    public void BestOf_SeveralStarts_IsTheBestOfEachFigure()
    {
        var best = StartResult.BestOf(
        [
            new StartResult("a", 3, 1, 1, 1, 10, 1, 1, 1, 100), new StartResult("a", 1, 5, 1, 1, 30, 1, 1, 1, 300),
            new StartResult("a", 2, 3, 1, 1, 20, 1, 1, 1, 200),
        ]);

        Assert.Equal((1, 1, 30, 100), (best.StartMs, best.FirstMs, best.PerSecond, best.ResidentMiB));
    }
}
