using Recsys.Storage.Errors;

namespace Recsys.Storage.State;

/// <summary>
/// Callers that wait for a journal position to be applied, the lowest position first. Where nobody waits, telling of a
/// new position costs one read.
/// </summary>
internal sealed class PositionWaiters(int most)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private long _reached;
    private int _count;

    /// <summary>Position up to which everything is applied.</summary>
    public long Reached => Volatile.Read(ref _reached);

    /// <summary>Waits until a position is applied.</summary>
    /// <exception cref="StorageException">Too many wait already.</exception>
    public async ValueTask WaitAsync(long position, CancellationToken cancellation)
    {
        if (Reached >= position) return;
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_waiting.Count >= most) throw new StorageException($"More than {most} callers wait for the journal.");
            _waiting.Enqueue(waiter, position);
            Interlocked.Increment(ref _count);
        }
        // Who advanced before the waiter was counted did not see it.
        Release(Reached);
        try
        {
            await waiter.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                if (_waiting.Remove(waiter, out _, out _)) Interlocked.Decrement(ref _count);
            }
            throw;
        }
    }

    /// <summary>Lets everybody go on who waits for this position or a lower one.</summary>
    public void Reach(long position)
    {
        // A full fence: either this sees the waiter, or the waiter sees the position.
        Interlocked.Exchange(ref _reached, position);
        if (Volatile.Read(ref _count) > 0) Release(position);
    }

    private void Release(long position)
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var waiter, out long wanted) && wanted <= position)
            {
                _waiting.Dequeue();
                Interlocked.Decrement(ref _count);
                waiter.SetResult();
            }
        }
    }
}
