using FsCheck;
using FsCheck.Fluent;

namespace Recsys.LoadTest.Tests;

public class LatencyHistogramTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(2024, 2025);

    /// <summary>Durations of every size, from nothing to hours.</summary>
    private static readonly Gen<long[]> Durations =
        (from bits in Gen.Choose(0, 43)
         from low in Gen.Choose(0, int.MaxValue)
         select ((1L << bits) | ((long)low << 12) % (1L << bits)) - (bits == 0 ? 1 : 0))
        .NonEmptyListOf().Select(list => list.ToArray());

    [Fact]
    public void Quantile_AnyDurations_IsTheTrueOneOrAtMostTwoPerMilleMore() =>
        Prop.ForAll(Durations.ToArbitrary(), durations =>
        {
            var histogram = Of(durations);
            Array.Sort(durations);
            foreach (double quantile in new[] { 0, 0.25, 0.5, 0.9, 0.99, 0.999, 1 })
            {
                long exact = durations[Math.Max((int)Math.Ceiling(quantile * durations.Length), 1) - 1];
                Assert.InRange(histogram.Quantile(quantile), exact, exact + exact / 512);
            }
        }).Check(Fixed);

    [Fact]
    public void Record_AnyDurations_KeepsCountMaxAndMean() =>
        Prop.ForAll(Durations.ToArbitrary(), durations =>
        {
            var histogram = Of(durations);

            Assert.Equal(durations.Length, histogram.Count);
            Assert.Equal(durations.Max(), histogram.Max);
            Assert.Equal(durations.Average(), histogram.Mean, durations.Average() * 1e-9);
        }).Check(Fixed);

    [Fact]
    public void Add_TwoHistograms_EqualsRecordingAll() =>
        Prop.ForAll(Durations.ToArbitrary(), Durations.ToArbitrary(), (some, others) =>
        {
            var added = Of(some);
            added.Add(Of(others));

            var all = Of([.. some, .. others]);
            Assert.Equal(all.Summarize() with { MeanUs = 0 }, added.Summarize() with { MeanUs = 0 });
        }).Check(Fixed);

    [Fact]
    public void Record_ExtremeValues_AreCounted()
    {
        var histogram = Of([long.MaxValue, -5, 0]);

        Assert.Equal(0, histogram.Quantile(0.5));
        Assert.Equal(long.MaxValue, histogram.Quantile(1));
    }

    [Fact]
    public void Quantile_Empty_IsZero() => Assert.Equal(0, new LatencyHistogram().Quantile(0.99));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Quantile_OutOfRange_IsRefused(double quantile) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyHistogram().Quantile(quantile));

    private static LatencyHistogram Of(long[] durations)
    {
        var histogram = new LatencyHistogram();
        foreach (long duration in durations) histogram.Record(duration);
        return histogram;
    }
}
