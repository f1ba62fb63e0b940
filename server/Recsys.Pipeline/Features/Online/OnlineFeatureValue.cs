namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// The value of one feature, with what its kind has of number, time, text and list; the rest is empty.
/// </summary>
public sealed record OnlineFeatureValue
{
    /// <summary>Which.</summary>
    public required OnlineFeature Feature { get; init; }

    /// <summary>A count, sum or ratio.</summary>
    public double Number { get; init; }

    /// <summary>
    /// A time; the latest interaction's of a text or decayed count. Milliseconds since 1970-01-01 UTC, 0 for none.
    /// </summary>
    public long TimeMs { get; init; }

    /// <summary>The latest text; empty for none.</summary>
    public string Text { get; init; } = "";

    /// <summary>
    /// A decayed count's value for each half-life, as of <see cref="TimeMs"/>; log moments' count, sum and sum of
    /// squares.
    /// </summary>
    public IReadOnlyList<double> Numbers { get; init; } = [];

    /// <summary>Key counts, see <see cref="KeyCount.CompareTo"/> for the order.</summary>
    public IReadOnlyList<KeyCount> Counts { get; init; } = [];

    /// <summary>Events, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Events { get; init; } = [];

    /// <summary>Catalogue rows, ascending.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>A decayed count as of a time; one before <see cref="TimeMs"/> counts as that.</summary>
    /// <param name="halfLife">Which of the feature's half-lives.</param>
    /// <param name="asOfMs">The time, in milliseconds since 1970-01-01 UTC.</param>
    public double DecayedAt(int halfLife, long asOfMs) =>
        Numbers[halfLife] * OnlineDecay.Remaining(Feature.HalfLives[halfLife], asOfMs - TimeMs);

    /// <summary>Mean of the logarithm, of log moments; NaN where nothing was counted.</summary>
    public double MeanLog => Numbers[0] == 0 ? double.NaN : Numbers[1] / Numbers[0];

    /// <summary>Standard deviation of the logarithm, of log moments; NaN where nothing was counted.</summary>
    public double LogSpread => Numbers[0] == 0
        ? double.NaN
        : Math.Sqrt(Math.Max(0, (Numbers[2] / Numbers[0]) - (MeanLog * MeanLog)));
}
