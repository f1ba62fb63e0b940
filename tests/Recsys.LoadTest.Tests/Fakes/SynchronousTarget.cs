using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Tests.Fakes;

/// <summary>Answers within the call itself, or from the thread pool, and counts.</summary>
internal sealed class SynchronousTarget(bool onPool) : ILoadTarget
{
    private int _count;
    private int _underWay;
    private int _most;

    public int Count => _count;

    public int MostAtOnce => _most;

    public void Begin(LoadCall call)
    {
        Interlocked.Increment(ref _count);
        int underWay = Interlocked.Increment(ref _underWay);
        int most = Volatile.Read(ref _most);
        while (underWay > most) most = Interlocked.CompareExchange(ref _most, underWay, most);
        if (onPool) ThreadPool.QueueUserWorkItem(End, call, preferLocal: false);
        else End(call);
    }

    private void End(LoadCall call)
    {
        Interlocked.Decrement(ref _underWay);
        call.End(new LoadReply(LoadReply.Ok));
    }
}
