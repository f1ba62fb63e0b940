namespace Recsys.Pipeline.Tests.Fakes;

internal sealed class CountedResource : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
