namespace Recsys.Training.Neighbors;

/// <summary>What the graph filter is made of beside the linear filter (<see cref="GraphFilterFitter"/>).</summary>
/// <param name="Alpha">α, what the ideal low-pass counts; not below 0.</param>
/// <param name="Sharpening">s, how far the step of sharpening goes; not below 0.</param>
/// <param name="Kept">Most weights kept of each item's row, the largest of either sign; above 0.</param>
/// <param name="UserPower">p, by how much less each interaction of a user counts the more of them there are: by their
/// number to this power, 0–2; 1 is GF-CF's (<see cref="NormalizedPairs"/>).</param>
internal readonly record struct GraphFilterShape(
    float Alpha, float Sharpening, int Kept = GraphFilterShape.StandardKept,
    double UserPower = GraphFilterShape.StandardUserPower)
{
    /// <summary>p of GF-CF.</summary>
    public const double StandardUserPower = 1;

    /// <summary>Largest p.</summary>
    public const double MostUserPower = 2;

    /// <summary>Weights kept where nothing else was learned.</summary>
    public const int StandardKept = 200;

    /// <summary>The linear filter alone.</summary>
    public static GraphFilterShape Linear { get; } = new(0, 0);
}
