using Recsys.Server.Hosting;

namespace Recsys.Server.Services.Interactions;

/// <summary>
/// What all streams of interactions share: how many there are, and the memory of what waits. When they are to end, no
/// more is read and what is there is acknowledged.
/// </summary>
internal sealed class IngestRoom(ServerOptions options) : StreamRoom(options.MaxIngestStreams)
{
    /// <summary>Memory of interactions that wait for the journal.</summary>
    public ByteRoom Bytes { get; } = new(options.MaxIngestBytes);
}
