namespace Recsys.Server.Training;

/// <summary>Why a training published nothing, in words for callers: nothing of the machine is in them.</summary>
internal static class TrainingFailures
{
    // What a shell makes of a signal's number, and the runtime with it.
    private const int Signal = 128, Killed = Signal + 9;

    public const string Stopped = "The server stopped before the training ended.";

    public static string TookLongerThan(TimeSpan limit) => FormattableString.Invariant(
        $"It was ended after {limit.TotalHours:0.##} hours, the longest that this server lets a training take.");

    /// <summary>What the end of its process says.</summary>
    public static string Of(TrainingOutcome outcome) => outcome switch
    {
        { Failure: { Length: > 0 } told } => told,
        { ExitCode: 0 } => "It ended without publishing a version.",
        { ExitCode: Killed } =>
            "Its process was killed, as the system does where memory runs out; the server's log has what it said.",
        { ExitCode: > Signal } => "Its process broke down; the server's log has what it said.",
        _ => "It failed; the server's log says why.",
    };
}
