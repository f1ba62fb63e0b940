using Microsoft.Extensions.Logging;

namespace Recsys.Server.Hosting;

internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "recsys {Version} on {Runtime}, {Processors} processors.")]
    public static partial void Process(ILogger logger, string version, string runtime, int processors);

    [LoggerMessage(2, LogLevel.Information, "Native: {Native}.")]
    public static partial void Native(ILogger logger, string native);

    [LoggerMessage(3, LogLevel.Warning, "Native layer: {Problem}")]
    public static partial void NativeMissing(ILogger logger, string problem);

    [LoggerMessage(4, LogLevel.Information,
        "Store {Directory}: {Products} products, {Customers} customers, {Interactions} interactions; "
        + "opened in {Milliseconds} ms, {Replayed} journal records replayed.")]
    public static partial void Store(
        ILogger logger, string directory, long products, long customers, long interactions, long milliseconds,
        long replayed);

    [LoggerMessage(5, LogLevel.Warning, "Store: {Warning}")]
    public static partial void StoreWarning(ILogger logger, string warning);

    [LoggerMessage(6, LogLevel.Warning,
        "No model version in {Directory}: recommendations are answered UNAVAILABLE until one is published; "
        + "all else works.")]
    public static partial void NoModel(ILogger logger, string directory);

    [LoggerMessage(7, LogLevel.Information,
        "Listening on {Address}, ready in {Milliseconds} ms. Model version: {Model}.")]
    public static partial void Ready(ILogger logger, string address, long milliseconds, string model);

    [LoggerMessage(9, LogLevel.Warning,
        "CORS is open: pages of every site may call this server from their visitors' browsers.")]
    public static partial void CorsIsOpen(ILogger logger);

    [LoggerMessage(10, LogLevel.Information, "CORS: pages of {Origins} may call this server.")]
    public static partial void Cors(ILogger logger, string origins);

    [LoggerMessage(11, LogLevel.Information, "Page: {Address}/")]
    public static partial void Page(ILogger logger, string address);

    [LoggerMessage(12, LogLevel.Warning, "The way of a call could not be warmed up: {Problem}")]
    public static partial void NotWarmedUp(ILogger logger, string problem);

    [LoggerMessage(8, LogLevel.Information, "Stopping: no longer ready, calls under way may end.")]
    public static partial void Stopping(ILogger logger);
}
