using Microsoft.Extensions.Logging;

namespace Recsys.Server.Fronts.Tls;

internal static partial class TlsLog
{
    [LoggerMessage(1, LogLevel.Information, "TLS: certificate of {Subject}, valid until {ValidUntil:u}.")]
    public static partial void Certificate(ILogger logger, string subject, DateTime validUntil);

    [LoggerMessage(2, LogLevel.Warning, "TLS: the files changed but cannot be used, so the last certificate stays. "
        + "{Problem}")]
    public static partial void NotRenewed(ILogger logger, string problem);
}
