using System.Collections.Concurrent;

namespace Recsys.Snapshots;

/// <summary>Lends reusable buffers to requests, so that steady traffic allocates none; it holds as many as ever ran at
/// once.</summary>
internal sealed class RequestScratch<T>(Func<T> make)
{
    private readonly ConcurrentQueue<T> _free = new();

    public T Rent() => _free.TryDequeue(out var scratch) ? scratch : make();

    public void Return(T scratch) => _free.Enqueue(scratch);
}
