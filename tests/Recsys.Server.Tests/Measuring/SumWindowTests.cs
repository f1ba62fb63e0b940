using Recsys.Server.Measuring;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Measuring;

public sealed class SumWindowTests
{
    private readonly MovedClock _time = new();
    private readonly MeasuringClock _clock;

    public SumWindowTests() => _clock = new MeasuringClock(_time);

    [Fact]
    public void PerSecond_OfAYoungServer_IsOfTheTimeItIsThere()
    {
        var window = new SumWindow(_clock);
        window.Add(12);
        Assert.Equal(12, window.PerSecond(_clock.Covered));
        _time.Move(4);
        Assert.Equal(3, window.PerSecond(_clock.Covered));
    }

    [Fact]
    public void PerSecond_OfASteadyStream_IsItsRateAtAnyMoment()
    {
        var window = new SumWindow(_clock);
        for (int i = 0; i < 400; i++)
        {
            _time.Move(0.125);
            window.Add(1);
            if (i > 100) Assert.Equal(8, window.PerSecond(_clock.Covered), 0.9);
        }
        Assert.Equal(400, window.Total);
    }

    [Fact]
    public void PerSecond_AfterSilence_IsZero()
    {
        var window = new SumWindow(_clock);
        window.Add(5);
        _time.Move(MeasuringClock.WindowSeconds);
        Assert.Equal((0.0, 0.0, 5L), (window.PerSecond(_clock.Covered), window.Mean, window.Total));
    }

    [Fact]
    public void Mean_IsOfWhatWasAdded()
    {
        var window = new SumWindow(_clock);
        window.Add(10);
        _time.Move(1);
        window.Add(0);
        window.Add(2);
        Assert.Equal(4, window.Mean);
    }

    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        var window = new SumWindow(_clock);
        Parallel.For(0, 40_000, _ => window.Add(2));
        Assert.Equal((80_000L, 80_000.0, 2.0), (window.Total, window.PerSecond(_clock.Covered), window.Mean));
    }
}
