namespace Recsys.Server.Training;

/// <summary>How far a run of training is.</summary>
internal enum TrainingPhase
{
    /// <summary>Waits for another one to end.</summary>
    Pending,
    /// <summary>Trains.</summary>
    Running,
    /// <summary>Published its version.</summary>
    Succeeded,
    /// <summary>Failed, and published nothing.</summary>
    Failed,
    /// <summary>Was cancelled, and published nothing.</summary>
    Cancelled,
}
