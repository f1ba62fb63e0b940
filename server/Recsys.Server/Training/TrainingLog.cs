using Microsoft.Extensions.Logging;

namespace Recsys.Server.Training;

internal static partial class TrainingLog
{
    [LoggerMessage(1, LogLevel.Information, "Training {Run} begins.")]
    public static partial void Begins(ILogger logger, string run);

    [LoggerMessage(2, LogLevel.Information, "Training {Run} published model version {Version}.")]
    public static partial void Published(ILogger logger, string run, string version);

    [LoggerMessage(3, LogLevel.Warning, "Training {Run} failed with exit code {ExitCode}: {Failure} It said: {Said}")]
    public static partial void Failed(ILogger logger, string run, int exitCode, string failure, string said);

    [LoggerMessage(4, LogLevel.Error, "Training {Run} could not be run.")]
    public static partial void NotRun(ILogger logger, string run, Exception error);

    [LoggerMessage(
        5, LogLevel.Warning, "Model version {Version} of training {Run} was published but could not go live. {Reason}")]
    public static partial void NotLive(
        ILogger logger, string run, string version, string? reason, Exception? error);

    [LoggerMessage(6, LogLevel.Information, "Training {Run} was cancelled.")]
    public static partial void Cancelled(ILogger logger, string run);

    [LoggerMessage(
        7, LogLevel.Information, "Training {Run} was cancelled when its version {Version} was published already.")]
    public static partial void CancelledLate(ILogger logger, string run, string version);
}
