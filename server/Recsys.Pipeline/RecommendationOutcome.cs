namespace Recsys.Pipeline;

/// <summary>Whether a pipeline ran.</summary>
public enum RecommendationOutcome : byte
{
    /// <summary>It ran; the page may be short or empty where there is too little to show.</summary>
    Completed = 0,
    /// <summary>No model version is live yet.</summary>
    NoSnapshot,
    /// <summary>The live snapshot has no pipeline of the requested name.</summary>
    UnknownPipeline,
}
