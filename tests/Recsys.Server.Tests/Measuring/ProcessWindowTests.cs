using Recsys.Server.Measuring;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Measuring;

public sealed class ProcessWindowTests
{
    [Fact]
    public void Read_IsTheGrowthOverTheWindowAlone()
    {
        var time = new MovedClock();
        var clock = new MeasuringClock(time);
        long position = 1000;
        var (pause, processor) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(50));
        var window = new ProcessWindow(clock, () => new ProcessSample(clock.Elapsed, position, pause, processor));
        Assert.Equal(default, window.Read());

        // Busy for 30 seconds, then quiet.
        for (int second = 0; second < 30; second++)
        {
            time.Move(1);
            (position, pause, processor) =
                (position + 500, pause + TimeSpan.FromSeconds(0.1), processor + TimeSpan.FromSeconds(1.5));
            window.Take();
        }
        var busy = window.Read();
        for (int second = 0; second < 20; second++)
        {
            time.Move(1);
            window.Take();
        }

        Assert.Equal(500, busy.JournalBytesPerSecond, 1e-6);
        Assert.Equal(0.1, busy.GcPauseRatio, 1e-6);
        Assert.Equal(1.5, busy.ProcessorsUsed, 1e-6);
        Assert.Equal(default, window.Read());
    }
}
