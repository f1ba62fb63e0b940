namespace Recsys.LoadTest;

/// <summary>What steps are for.</summary>
public static class StepKinds
{
    /// <summary>A step that was asked for.</summary>
    public const string Sweep = "sweep";

    /// <summary>A try of the search for the highest rate.</summary>
    public const string Search = "search";
}
