using Microsoft.Extensions.Logging;

namespace Recsys.Server.Models;

internal static partial class LiveModelLog
{
    [LoggerMessage(1, LogLevel.Information, "Model version {Version} is live.")]
    public static partial void Live(ILogger logger, string version);

    [LoggerMessage(2, LogLevel.Warning, "Model version {Version} was refused: {Reason}")]
    public static partial void Refused(ILogger logger, string version, string reason);

    [LoggerMessage(3, LogLevel.Error, "The model repository could not be looked at; it will be tried again.")]
    public static partial void LookFailed(ILogger logger, Exception error);

    [LoggerMessage(4, LogLevel.Error, "The live model could not follow a change of the catalogue.")]
    public static partial void NotFollowed(ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "Model version {Version} could not be warmed up; its first calls are slower.")]
    public static partial void WarmUpFailed(ILogger logger, string version, Exception error);

    [LoggerMessage(
        6, LogLevel.Warning,
        "The vector index finds {Recall:P1} of the true best on live traffic, which is below the alarm of {Alarm:P1}.")]
    public static partial void RecallLow(ILogger logger, double recall, double alarm);

    [LoggerMessage(7, LogLevel.Information, 
        "Model version {Version} ranks by {Ranker}. Users' vectors: {Tower}.")]
    public static partial void Ranks(ILogger logger, string version, string? ranker, string? tower);

    [LoggerMessage(8, LogLevel.Information, "Model version {Version} was loaded in {Milliseconds} ms: {Parts}.")]
    public static partial void Loaded(ILogger logger, string version, long milliseconds, string parts);
}
