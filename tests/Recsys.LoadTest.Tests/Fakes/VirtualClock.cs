namespace Recsys.LoadTest.Tests.Fakes;

/// <summary>Time that passes only when somebody waits or works.</summary>
internal sealed class VirtualClock : ILoadClock
{
    public long NowNs { get; private set; }

    public ValueTask WaitUntilAsync(long timeNs, CancellationToken cancellation)
    {
        NowNs = Math.Max(NowNs, timeNs);
        return ValueTask.CompletedTask;
    }

    public void Pass(long nanoseconds) => NowNs += nanoseconds;
}
