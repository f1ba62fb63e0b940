using Microsoft.Extensions.Logging;

namespace Recsys.Server.Fronts.Pages;

internal static partial class PageLog
{
    [LoggerMessage(1, LogLevel.Warning, "The page's folder {Folder} cannot be read: {Problem}")]
    public static partial void Unreadable(ILogger logger, string folder, string problem);

    [LoggerMessage(2, LogLevel.Warning,
        "The page's folder {Folder} holds more than {Files} files or {MiB} MiB; the rest is not served.")]
    public static partial void TooMuch(ILogger logger, string folder, int files, long miB);
}
