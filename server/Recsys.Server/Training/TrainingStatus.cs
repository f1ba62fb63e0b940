namespace Recsys.Server.Training;

/// <summary>A run of training as it is at one moment.</summary>
/// <param name="Phase">How far it is.</param>
internal sealed record TrainingStatus(TrainingPhase Phase)
{
    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What it is doing; empty before it runs and when it ended.</summary>
    public string Step { get; init; } = "";

    /// <summary>Part of the whole that is done, in [0, 1].</summary>
    public double Progress { get; init; }

    /// <summary>Latest figures of the step, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The version that it published; null before.</summary>
    public string? Version { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether nothing will change any more.</summary>
    public bool HasEnded => Phase is not (TrainingPhase.Pending or TrainingPhase.Running);
}
