namespace Recsys.Pipeline;

/// <summary>Stages' names in answers, traces and metrics.</summary>
public static class StageNames
{
    private static readonly string[] Names = ["hydrate", "retrieve", "filter", "score", "order"];

    /// <summary>The name of a stage, in lower snake case.</summary>
    public static string Of(Stage stage) => Names[(int)stage];
}
