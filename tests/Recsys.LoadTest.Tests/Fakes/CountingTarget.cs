namespace Recsys.LoadTest.Tests.Fakes;

/// <summary>Counts requests from many workers, and how many are under way at once.</summary>
internal sealed class CountingTarget : ILoadTarget
{
    private int _count;
    private int _underWay;
    private int _most;

    public int Count => _count;

    public int MostAtOnce => _most;

    public async ValueTask<LoadReply> SendAsync(LoadRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _count);
        int underWay = Interlocked.Increment(ref _underWay);
        int most = Volatile.Read(ref _most);
        while (underWay > most) most = Interlocked.CompareExchange(ref _most, underWay, most);
        await Task.Yield();
        Interlocked.Decrement(ref _underWay);
        return new LoadReply(LoadReply.Ok);
    }
}
