using Recsys.Bench.Newcomers;

namespace Recsys.Bench.Tests.Newcomers;

public class NewcomersRunTests
{
    [Theory]
    [InlineData(9, 1_000, "Products")]
    [InlineData(10, 1_001, "Imported")]
    [InlineData(10, 0, "Imported")]
    public async Task Run_OptionOutOfRange_NamesItBeforeAnythingStarts(int products, int imported, string wrong)
    {
        var options = new NewcomersOptions
        {
            DataFolder = "nowhere", ModelsFolder = "nowhere", Products = products, Imported = imported,
        };

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => new NewcomersRun(TestCommand.Recsys, options, new Progress<BenchStep>())
                .RunAsync(CancellationToken.None));

        Assert.Equal(wrong, error.ParamName);
    }
}
