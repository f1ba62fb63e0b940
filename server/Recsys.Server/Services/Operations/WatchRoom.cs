using Recsys.Server.Hosting;

namespace Recsys.Server.Services.Operations;

/// <summary>Those who watch the server's status.</summary>
internal sealed class WatchRoom() : StreamRoom(Most)
{
    /// <summary>Most at once: operators' screens, not shops'.</summary>
    public const int Most = 64;
}
