namespace Recsys.LoadTest.Tests.Fakes;

/// <summary>Time that passes only when somebody waits; what is planned for a time happens when it is reached.</summary>
internal sealed class VirtualClock : ILoadClock
{
    private readonly PriorityQueue<Action, (long TimeNs, long Order)> _planned = new();
    private long _order;

    public long NowNs { get; private set; }

    public ValueTask WaitUntilAsync(long timeNs, CancellationToken cancellation)
    {
        WaitUntil(timeNs);
        return ValueTask.CompletedTask;
    }

    public void WaitUntil(long timeNs)
    {
        while (_planned.TryPeek(out var happen, out var at) && at.TimeNs <= timeNs)
        {
            _planned.Dequeue();
            NowNs = Math.Max(NowNs, at.TimeNs);
            happen();
        }
        NowNs = Math.Max(NowNs, timeNs);
    }

    public void Plan(long timeNs, Action happen) => _planned.Enqueue(happen, (timeNs, _order++));
}
