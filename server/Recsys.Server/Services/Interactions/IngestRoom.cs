namespace Recsys.Server.Services.Interactions;

/// <summary>What all streams of interactions share: how many there are, and the memory of what waits.</summary>
internal sealed class IngestRoom(ServerOptions options) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _streams;

    /// <summary>Memory of interactions that wait for the journal.</summary>
    public ByteRoom Bytes { get; } = new(options.MaxIngestBytes);

    /// <summary>Streams that are open.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Cancelled when streams are to end: no more is read, what is there is acknowledged.</summary>
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
        if (Interlocked.Increment(ref _streams) <= options.MaxIngestStreams) return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _streams) == 0 && _stopping.IsCancellationRequested) _empty.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
