namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// How a feature is made of interactions. Values are stored with the layouts of records and must not be renumbered.
/// </summary>
public enum OnlineFeatureKind : byte
{
    /// <summary>Number of interactions.</summary>
    Count = 1,
    /// <summary>Sum over interactions of <see cref="OnlineFeature.Input"/>.</summary>
    Sum = 2,
    /// <summary>Time of the earliest interaction.</summary>
    EarliestTime = 3,
    /// <summary>Time of the latest interaction.</summary>
    LatestTime = 4,
    /// <summary>
    /// Text of the latest interaction that named one; of two at the same time, the one applied later.
    /// </summary>
    LatestText = 5,
    /// <summary>
    /// Number of interactions, each halved for every half-life that passed since: one value per half-life. Kept as of
    /// the latest interaction; a late one is decayed to that time, so the order of arrival does not matter.
    /// </summary>
    DecayedCount = 6,
    /// <summary>
    /// Count, sum and sum of squares of the logarithm of <see cref="OnlineFeature.Input"/> where it is above 0: mean
    /// and spread of a log-normal quantity such as a price.
    /// </summary>
    LogMoments = 7,
    /// <summary>
    /// For each key its count and latest time. When <see cref="OnlineFeature.Limit"/> keys are kept, a new one takes
    /// the place of the key with the lowest count, among those of the one not met for longest, among those of the
    /// lowest key; counts are exact since a key was last let in.
    /// </summary>
    KeyCounts = 8,
    /// <summary>
    /// The latest interactions in order of time, those of the same time in order of arrival; the oldest give way.
    /// </summary>
    RecentEvents = 9,
    /// <summary>The distinct products' catalogue rows; beyond the limit no further ones are remembered.</summary>
    RowSet = 10,
    /// <summary>One count over another, computed when read; takes no room.</summary>
    Ratio = 11,
}
