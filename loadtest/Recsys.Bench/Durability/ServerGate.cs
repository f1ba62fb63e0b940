namespace Recsys.Bench.Durability;

/// <summary>Holds clients back while the server is down, and tells when all of them stand still.</summary>
internal sealed class ServerGate(int clients)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _open = NewSource();
    private TaskCompletionSource _still = NewSource();
    private TaskCompletionSource _closed = NewSource();
    private int _waiting;

    /// <summary>Ends when the server is down.</summary>
    public Task Closed
    {
        get
        {
            lock (_gate) return _closed.Task;
        }
    }

    /// <summary>Waits, as a client, until the server is up.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        Task open;
        lock (_gate)
        {
            if (_open.Task.IsCompleted) return;
            open = _open.Task;
            if (++_waiting == clients) _still.TrySetResult();
        }
        await open.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The server is up.</summary>
    public void Open()
    {
        lock (_gate)
        {
            (_waiting, _still, _closed) = (0, NewSource(), NewSource());
            _open.TrySetResult();
        }
    }

    /// <summary>The server is down.</summary>
    /// <returns>Ends when every client waits.</returns>
    public Task Close()
    {
        lock (_gate)
        {
            _open = NewSource();
            _closed.TrySetResult();
            return _still.Task;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
