using Recsys.Server.Hosting;

namespace Recsys.Server.Services.Models;

/// <summary>Those who watch runs of training.</summary>
internal sealed class TrainingWatchRoom() : StreamRoom(Most)
{
    /// <summary>Most at once: operators' screens.</summary>
    public const int Most = 64;
}
