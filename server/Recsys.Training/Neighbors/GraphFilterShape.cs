namespace Recsys.Training.Neighbors;

/// <summary>What the graph filter is made of beside the linear filter (<see cref="GraphFilterFitter"/>).</summary>
/// <param name="Alpha">α, what the ideal low-pass counts; not below 0.</param>
/// <param name="Sharpening">s, how far the step of sharpening goes; not below 0.</param>
/// <param name="Kept">Most weights kept of each item's row, the largest of either sign; above 0.</param>
internal readonly record struct GraphFilterShape(
    float Alpha, float Sharpening, int Kept = GraphFilterShape.StandardKept)
{
    /// <summary>Weights kept where nothing else was learned.</summary>
    public const int StandardKept = 200;

    /// <summary>The linear filter alone.</summary>
    public static GraphFilterShape Linear { get; } = new(0, 0);
}
