namespace Recsys.Training.Popularity;

/// <summary>How popularity is counted.</summary>
public sealed record PopularityOptions
{
    /// <summary>Age in days at which an interaction counts half, above 0.</summary>
    public double HalfLifeDays { get; init; } = 30;

    /// <summary>The same for what is trending: short, so that a week's growth shows.</summary>
    public double TrendHalfLifeDays { get; init; } = 7;

    /// <summary>Recent interactions below which a product's growth counts little, at least 1.</summary>
    public double TrendSmoothing { get; init; } = 20;

    /// <summary>Interactions below which a country gets no list of its own, at least 1.</summary>
    public int MinCountryInteractions { get; init; } = 500;

    /// <summary>Rows per list, 1–2,000.</summary>
    public int ListLength { get; init; } = 1_000;
}
