namespace Recsys.LoadTest;

/// <summary>How one request ended.</summary>
/// <param name="Status">"OK", or the name of the status it failed with, for example "DEADLINE_EXCEEDED".</param>
/// <param name="Stages">The server's stage times, where they were asked for and came.</param>
public readonly record struct LoadReply(string Status, IReadOnlyList<StageTime>? Stages = null)
{
    /// <summary>The status of an answer.</summary>
    public const string Ok = "OK";

    /// <summary>The status of a request that was not answered in time.</summary>
    public const string DeadlineExceeded = "DEADLINE_EXCEEDED";
}
