namespace Recsys.Server.Services.Interactions;

/// <summary>
/// Bounds the memory of what is under way: who asks for more than is free waits, first come, first served. One who asks
/// for more than there is at all gets in alone.
/// </summary>
internal sealed class ByteRoom(long most)
{
    private readonly Lock _gate = new();
    private readonly Queue<(TaskCompletionSource Admitted, long Bytes)> _waiting = new();
    private long _used;

    /// <summary>Bytes taken now.</summary>
    public long Used
    {
        get { lock (_gate) return _used; }
    }

    /// <summary>Takes bytes, once they are free. Give them back with <see cref="Leave"/>.</summary>
    public ValueTask EnterAsync(long bytes, CancellationToken cancellation)
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_waiting.Count == 0 && Fits(bytes))
            {
                _used += bytes;
                return ValueTask.CompletedTask;
            }
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((waiter, bytes));
        }
        return WaitAsync(waiter, cancellation);
    }

    /// <summary>Gives bytes back.</summary>
    public void Leave(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            // One that was given up is passed over.
            while (_waiting.TryPeek(out var next) && (next.Admitted.Task.IsCompleted || Fits(next.Bytes)))
            {
                _waiting.Dequeue();
                if (next.Admitted.TrySetResult()) _used += next.Bytes;
            }
        }
    }

    private bool Fits(long bytes) => _used == 0 || _used + bytes <= most;

    private static async ValueTask WaitAsync(TaskCompletionSource waiter, CancellationToken cancellation)
    {
        using var givenUp = cancellation.UnsafeRegister(
            static state => ((TaskCompletionSource)state!).TrySetCanceled(), waiter);
        await waiter.Task;
    }
}
