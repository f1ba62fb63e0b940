using Recsys.V1;

namespace Recsys.Cli.Commands;

/// <summary>What a run of training does, in words.</summary>
internal static class TrainingWords
{
    /// <summary>Follows "the run".</summary>
    public static string Of(TrainingState state) => state switch
    {
        TrainingState.Pending => "waits for another one to end",
        TrainingState.Running => "trains",
        TrainingState.Succeeded => "has ended",
        TrainingState.Cancelled => "was cancelled",
        _ => "has failed",
    };
}
