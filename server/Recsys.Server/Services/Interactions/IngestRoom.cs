namespace Recsys.Server.Services.Interactions;

/// <summary>What all streams of interactions share: how many there are, and the memory of what waits.</summary>
internal sealed class IngestRoom(ServerOptions options)
{
    private int _streams;

    /// <summary>Memory of interactions that wait for the journal.</summary>
    public ByteRoom Bytes { get; } = new(options.MaxIngestBytes);

    /// <summary>Streams that are open.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Takes a place for a stream; give it back with <see cref="Leave"/>.</summary>
    /// <returns>False when all are taken.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _streams) <= options.MaxIngestStreams) return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _streams);
}
