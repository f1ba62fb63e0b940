namespace Recsys.LoadTest;

/// <summary>How one call ended.</summary>
/// <param name="Status">"OK", or the name of the status it failed with, for example "DEADLINE_EXCEEDED".</param>
/// <param name="ServerTiming">
/// The server's own times as it sent them: the value of a server-timing header or trailer (W3C); null where none came.
/// </param>
public readonly record struct LoadReply(string Status, string? ServerTiming = null)
{
    /// <summary>The status of an answer.</summary>
    public const string Ok = "OK";

    /// <summary>The status of a call that was not answered in time.</summary>
    public const string DeadlineExceeded = "DEADLINE_EXCEEDED";
}
