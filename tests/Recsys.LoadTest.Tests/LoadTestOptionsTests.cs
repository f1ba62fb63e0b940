using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Tests;

public class LoadTestOptionsTests
{
    private static readonly LoadTestOptions Options = new() { Customers = IdList.Of(["a"]), Requests = 100 };

    public static TheoryData<LoadTestOptions, string> WrongOptions => new()
    {
        { Options with { Concurrency = 0 }, "Concurrency" },
        { Options with { InFlightLimit = 0 }, "in flight" },
        { Options with { Arrivals = new ConstantRate(0) }, "rate" },
        { Options with { Arrivals = new ConstantRate(double.NaN) }, "rate" },
        { Options with { Arrivals = new RampRate(1, 2, 4000) }, "ramp" },
        { Options with { Requests = null }, "Give a number" },
        { Options with { Requests = 0 }, "requests" },
        { Options with { Duration = TimeSpan.FromHours(2) }, "seconds" },
        { Options with { WarmUpRequests = -1 }, "Warm-up" },
        { Options with { CandidateCounts = [] }, "Candidate" },
        { Options with { CandidateCounts = [5] }, "candidate" },
        { Options with { PageSizes = [501] }, "page size" },
        { Options with { Customers = IdList.Of([]) }, "no customer" },
        { Options with { Mix = new LoadMix(1, 1) }, "no product" },
        { Options with { Mix = new LoadMix(0) }, "mix" },
        { Options with { CustomerZipf = 4 }, "Zipf" },
        { Options with { TimingEvery = -1 }, "calls" },
        { Options with { Rates = [LoadLevel.Half] }, "target" },
        { Options with { Arrivals = new ConstantRate(5), Rates = [new LoadLevel(5, false)] }, "one load" },
        { Options with { FindRate = new RateTarget(0.9, TimeSpan.FromSeconds(1)), Arrivals = new ConstantRate(1) },
            "one load" },
        { Options with { Search = new RateSearchOptions { Precision = 1 } }, "precise" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Checked_OutOfBounds_NamesTheOption(LoadTestOptions options, string named) =>
        Assert.Contains(
            named, Assert.ThrowsAny<ArgumentException>(() => options.Checked()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("p99=20ms", 0.99, 20)]
    [InlineData("p99.9=1s", 0.999, 1000)]
    [InlineData("P50 = 800us", 0.5, 0.8)]
    public void RateTarget_Written_IsRead(string text, double quantile, double ms)
    {
        var target = RateTarget.Parse(text);

        Assert.Equal(quantile, target.Quantile, 9);
        Assert.Equal(ms, target.Limit.TotalMilliseconds, 9);
    }

    [Theory]
    [InlineData("99=20ms")]
    [InlineData("p99")]
    [InlineData("p99=20")]
    [InlineData("p99=-1ms")]
    [InlineData("p101=1ms")]
    [InlineData("p0=1ms")]
    [InlineData("pNaN=1ms")]
    public void RateTarget_WrittenWrong_IsRefused(string text) =>
        Assert.Throws<ArgumentException>(() => RateTarget.Parse(text));

    [Fact]
    public void LoadLevel_Written_IsRead()
    {
        Assert.Equal(new LoadLevel(400, false), LoadLevel.Parse("400"));
        Assert.Equal(120, LoadLevel.Parse("50%").RateOf(240));
        Assert.Throws<ArgumentException>(() => LoadLevel.Parse("half"));
        Assert.Throws<ArgumentException>(() => LoadLevel.Parse("0%"));
        Assert.Throws<ArgumentException>(() => LoadLevel.Parse("-5"));
    }
}
