namespace Recsys.Storage.State;

/// <summary>
/// State kept in memory beside FASTER and saved whole with every checkpoint. Changed only by the writer, and like all
/// state only by what the journal holds.
/// </summary>
internal interface IStatePart
{
    /// <summary>Name of its file in a checkpoint, in lower case letters; never changes.</summary>
    string Name { get; }

    /// <summary>Its bytes as of now. The writer waits meanwhile, so this only copies.</summary>
    byte[] Capture();

    /// <summary>Takes the bytes of <see cref="Capture"/> back, in a part that is still empty.</summary>
    /// <exception cref="InvalidDataException">They are not what this build writes.</exception>
    void Load(ReadOnlySpan<byte> bytes);
}
