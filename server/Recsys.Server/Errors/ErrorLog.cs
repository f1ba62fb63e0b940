using Microsoft.Extensions.Logging;

namespace Recsys.Server.Errors;

internal static partial class ErrorLog
{
    [LoggerMessage(1, LogLevel.Error, "Error {ErrorId}: {Method} failed.")]
    public static partial void Unexpected(ILogger logger, string errorId, string method, Exception error);

    [LoggerMessage(2, LogLevel.Error,
        "{Method} failed because the disk cannot be written or read. Told every ten seconds at most.")]
    public static partial void StorageFailed(ILogger logger, string method, Exception error);

    [LoggerMessage(3, LogLevel.Error, "Error {ErrorId}: the answer of {Method} could not be written.")]
    public static partial void AnswerNotWritten(ILogger logger, string errorId, string method);
}
