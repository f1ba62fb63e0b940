using Recsys.LoadTest.Arrivals;

namespace Recsys.LoadTest.Tests.Arrivals;

public class ArrivalProfileTests
{
    public static TheoryData<ArrivalProfile, Func<double, double>> Profiles => new()
    {
        { new ConstantRate(250), _ => 250 },
        { new RampRate(100, 900, 10), t => t < 10 ? 100 + 80 * t : 900 },
        { new RampRate(900, 100, 4), t => t < 4 ? 900 - 200 * t : 100 },
        { new RampRate(300, 300, 5), _ => 300 },
        { new SpikeRate(50, 800, 0.5, 3), t => t % 3 < 2.5 ? 50 : 800 },
        { new SpikeRate(500, 20, 1, 2), t => t % 2 < 1 ? 500 : 20 },
    };

    [Theory]
    [MemberData(nameof(Profiles))]
    public void CountAt_AnyTime_IsTheIntegralOfTheRate(ArrivalProfile profile, Func<double, double> rate)
    {
        const double step = 1e-4;
        double integral = 0;
        for (int i = 0; i < 150_000; i++)
        {
            integral += rate((i + 0.5) * step) * step;
            if (i % 1_000 == 0) Assert.Equal(integral, profile.CountAt((i + 1) * step), 0.2);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void TimeOf_AnyCount_IsTheInverse(ArrivalProfile profile, Func<double, double> rate)
    {
        double last = 0;
        for (double count = 0; count < 5_000; count += 0.7)
        {
            double time = profile.TimeOf(count);
            Assert.True(time >= last, $"time goes back at {count}");
            Assert.Equal(count, profile.CountAt(time), 1e-6);
            last = time;
        }
        Assert.True(rate(last) > 0);
    }

    [Theory]
    [InlineData(ArrivalSpacing.Even)]
    [InlineData(ArrivalSpacing.Poisson)]
    public void TryNext_SameSeed_IsTheSame(ArrivalSpacing spacing)
    {
        Assert.Equal(Times(new ConstantRate(100), spacing, 5, 200), Times(new ConstantRate(100), spacing, 5, 200));
        Assert.Equal(
            spacing == ArrivalSpacing.Even,
            Times(new ConstantRate(100), spacing, 5, 200).SequenceEqual(
                Times(new ConstantRate(100), spacing, 6, 200)));
    }

    [Fact]
    public void TryNext_EvenAtAConstantRate_IsAMultipleOfTheGap() =>
        Assert.Equal([0, 4_000_000, 8_000_000, 12_000_000], Times(new ConstantRate(250), ArrivalSpacing.Even, 1, 4));

    [Fact]
    public void TryNext_Poisson_HasExponentialGapsAndPoissonCounts()
    {
        const int count = 200_000;
        long[] times = Times(new ConstantRate(1_000), ArrivalSpacing.Poisson, 3, count);

        double[] gaps = [.. times.Zip(times.Prepend(0), (next, last) => (next - last) / 1e6)];
        // Mean 1 ms and variance 1 ms²; five standard errors, the variance's being √8 of the mean's.
        Assert.Equal(1, gaps.Average(), 5 / Math.Sqrt(count));
        Assert.Equal(1, gaps.Select(gap => (gap - 1) * (gap - 1)).Average(), 5 * Math.Sqrt(8.0 / count));
        // Without memory: half of those that waited for 1 ms wait for another ln 2 ms.
        double[] longer = [.. gaps.Where(gap => gap > 1)];
        Assert.Equal(
            0.5, (double)longer.Count(gap => gap > 1 + Math.Log(2)) / longer.Length, 2.5 / Math.Sqrt(longer.Length));
        // Counts of 50 ms have mean and variance 50.
        int[] counts = [.. times.GroupBy(time => time / 50_000_000).Select(group => group.Count()).SkipLast(1)];
        Assert.Equal(50, counts.Average(), 5 * Math.Sqrt(50.0 / counts.Length));
        double variance = counts.Select(n => Math.Pow(n - counts.Average(), 2)).Average();
        Assert.Equal(50, variance, 5 * 50 * Math.Sqrt(2.0 / counts.Length));
    }

    [Fact]
    public void TryNext_PoissonOnARamp_FollowsTheIntegral()
    {
        var ramp = new RampRate(100, 1_900, 20);
        long[] times = [.. Times(ramp, ArrivalSpacing.Poisson, 9, 30_000).Where(time => time < 20_000_000_000)];

        Assert.Equal(20_000, times.Length, 5 * Math.Sqrt(20_000));
        for (int second = 1; second <= 20; second++)
        {
            double expected = ramp.CountAt(second);
            Assert.Equal(expected, times.Count(time => time < second * 1_000_000_000L), 5 * Math.Sqrt(expected));
        }
    }

    [Theory]
    [InlineData(0, 1, 1, 2)]
    [InlineData(1, 2_000_000, 1, 2)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(1, 1, 1, double.NaN)]
    public void Check_SpikeOutOfBounds_IsRefused(double low, double high, double length, double period) =>
        Assert.Throws<ArgumentException>(() => new SpikeRate(low, high, length, period).Check());

    private static long[] Times(ArrivalProfile profile, ArrivalSpacing spacing, ulong seed, int count)
    {
        var schedule = new ArrivalSchedule(profile, spacing, seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                Assert.True(schedule.TryNextNs(out long dueNs));
                return dueNs;
            }),
        ];
    }
}
