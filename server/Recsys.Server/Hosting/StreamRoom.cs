namespace Recsys.Server.Hosting;

/// <summary>How many streams of a kind are open at once, and their end when the server stops. Thread-safe.</summary>
internal class StreamRoom(int most) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _streams;

    /// <summary>Streams that are open.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Cancelled when streams are to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Lets all streams end, and those that come later at once.</summary>
    /// <returns>Ends when none is open.</returns>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        if (Streams > 0) await _empty.Task;
    }

    /// <summary>Takes a place for a stream; give it back with <see cref="Leave"/>.</summary>
    /// <returns>False when all are taken.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _streams) <= most) return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _streams) == 0 && _stopping.IsCancellationRequested) _empty.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }
}
