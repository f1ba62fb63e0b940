using Recsys.Server.Measuring;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Measuring;

public sealed class LatencyWindowTests
{
    private readonly MovedClock _time = new();

    [Fact]
    public void Read_OfNothing_IsZero() =>
        Assert.Equal(default, new LatencyWindow(new MeasuringClock(_time)).Read());

    [Theory]
    [InlineData(1e-6, 1e-3)]
    [InlineData(1e-4, 0.05)]
    [InlineData(1e-3, 20)]
    public void Read_OfRandomTimes_IsWithinAThirtySecondAboveTheSortedOnes(double least, double most)
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        var random = new Random(7);
        var times = new double[5000];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = least * Math.Pow(most / least, random.NextDouble());
            window.Record(times[i]);
            // Spread over nine seconds, so that slots are merged.
            if (i % 555 == 554) _time.Move(1);
        }
        Array.Sort(times);

        var figures = window.Read();

        Assert.Equal(times.Length, figures.Count);
        Assert.Equal(times[^1] * 1000, figures.MaxMs, times[^1] * 1e-3 + 1e-4);
        AssertAt(0.5, figures.P50Ms);
        AssertAt(0.9, figures.P90Ms);
        AssertAt(0.99, figures.P99Ms);

        void AssertAt(double part, double ms)
        {
            double exact = times[(int)Math.Ceiling(times.Length * part) - 1] * 1000;
            // A unit is a sixteenth of a microsecond.
            Assert.InRange(ms, exact - 1e-4, exact * (1 + 1.0 / 32) + 1e-4);
        }
    }

    [Fact]
    public void Read_LaterThanTheWindow_HasForgotten()
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        window.Record(1);
        _time.Move(5);
        window.Record(0.001);

        _time.Move(4.9);
        Assert.Equal(2, window.Read().Count);
        _time.Move(0.1);
        Assert.Equal((1, 1.0), (window.Read().Count, Math.Round(window.Read().MaxMs, 3)));
        _time.Move(5);
        Assert.Equal(0, window.Read().Count);
        Assert.Equal(2, window.Total);
    }

    [Fact]
    public void Record_InASlotThatWasUsedBefore_BeginsAnew()
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        for (int round = 0; round < 3; round++)
        {
            window.Record(2);
            _time.Move(MeasuringClock.Slots);
        }
        window.Record(0.5);

        Assert.Equal((1, 500.0), (window.Read().Count, window.Read().MaxMs));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(0)]
    public void Record_OfNoTime_CountsAsZero(double seconds)
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        window.Record(seconds);
        Assert.Equal(new LatencyFigures(1, 0, 0, 0, 0), window.Read());
    }

    [Fact]
    public void Record_OfHours_CountsInTheLastBucket()
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        window.Record(1e6);
        window.Record(double.PositiveInfinity);
        Assert.Equal(2, window.Read().Count);
        Assert.True(window.Read().P50Ms > 4e6);
    }

    [Fact]
    public void Record_FromManyThreads_LosesNothing()
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        Parallel.For(0, 40_000, i => window.Record(i * 1e-6));
        Assert.Equal((40_000, 40_000L), (window.Read().Count, window.Total));
        Assert.Equal(39.999, window.Read().MaxMs, 1e-3);
    }

    [Fact]
    public void Record_AllocatesNothing()
    {
        var window = new LatencyWindow(new MeasuringClock(_time));
        window.Record(0.001);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            window.Record(i * 1e-5);
            if (i % 100 == 0) _time.Move(1);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Scale_EveryBucket_HoldsItsUpperEdgeAndNoMore()
    {
        for (int bucket = 0; bucket < LatencyScale.Buckets; bucket++)
        {
            Assert.Equal(bucket, LatencyScale.BucketOf(LatencyScale.UpperEdge(bucket)));
            if (bucket + 1 < LatencyScale.Buckets)
                Assert.Equal(bucket + 1, LatencyScale.BucketOf(LatencyScale.UpperEdge(bucket) + 1));
        }
    }
}
