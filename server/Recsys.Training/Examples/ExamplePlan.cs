using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Examples;

/// <summary>When examples are taken, and what the ranker's say.</summary>
/// <param name="Windows">The moments, earliest first.</param>
/// <param name="FirstRankerWindow">The ranker learns from this one and those after it.</param>
/// <param name="Heads">What the ranker learns beside the answer it is judged by.</param>
internal sealed record ExamplePlan(
    List<ReplayWindow> Windows, int FirstRankerWindow, RankerHeads Heads)
{
    /// <summary>What a full training takes.</summary>
    public static ExamplePlan Of(InteractionTable table, TrainingOptions options)
    {
        var windows = WindowPlan.Of(table, options);
        return new ExamplePlan(
            windows, Math.Max(0, windows.Count - options.RankerWindows), RankerHeads.Of(table, options));
    }
}
