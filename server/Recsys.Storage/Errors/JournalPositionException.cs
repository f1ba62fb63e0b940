namespace Recsys.Storage.Errors;

/// <summary>A position lies before the journal's begin: what was there is deleted by retention.</summary>
public sealed class JournalPositionException : StorageException
{
    /// <summary>Makes one.</summary>
    /// <param name="position">What was asked for.</param>
    /// <param name="begin">Position of the oldest record there is.</param>
    public JournalPositionException(long position, long begin)
        : base($"The journal begins at position {begin}; what lay at {position} is deleted. Read from {begin} on, "
            + "and register as a reader to keep what is still to be read.")
        => (Position, Begin) = (position, begin);

    /// <summary>What was asked for.</summary>
    public long Position { get; }

    /// <summary>Position of the oldest record there is.</summary>
    public long Begin { get; }
}
