namespace Recsys.Pipeline;

/// <summary>A part that failed while the request went on without it.</summary>
/// <param name="Stage">Where.</param>
/// <param name="Component">Name of the source, scorer or store that failed.</param>
/// <param name="Error">What it threw: for the operator's log, never for the caller.</param>
public sealed record Degradation(Stage Stage, string Component, Exception Error)
{
    /// <summary>Name for the caller, for example "retrieve.two_tower".</summary>
    public string Name => $"{StageNames.Of(Stage)}.{Component}";
}
