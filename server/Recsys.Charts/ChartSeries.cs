namespace Recsys.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Style">Its place in the palette, from 1; lines also differ by their dashes and dots.</param>
/// <param name="Points">Its points, by x.</param>
public sealed record ChartSeries(string Name, int Style, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether each point has a dot that tells its values.</summary>
    public bool Dots { get; init; } = true;
}
