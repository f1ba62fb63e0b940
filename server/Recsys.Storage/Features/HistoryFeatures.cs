using Recsys.Pipeline.Features.Online;

namespace Recsys.Storage.Features;

/// <summary>What a schema must declare of customers and sessions, so that their histories can be read.</summary>
internal static class HistoryFeatures
{
    private static readonly (string Name, OnlineFeatureKind Kind)[] Needed =
    [
        (OnlineFeatureNames.Interactions, OnlineFeatureKind.Count),
        (OnlineFeatureNames.Purchases, OnlineFeatureKind.Count),
        (OnlineFeatureNames.Spend, OnlineFeatureKind.Sum),
        (OnlineFeatureNames.FirstTime, OnlineFeatureKind.EarliestTime),
        (OnlineFeatureNames.LastTime, OnlineFeatureKind.LatestTime),
        (OnlineFeatureNames.Country, OnlineFeatureKind.LatestText),
        (OnlineFeatureNames.RecentEvents, OnlineFeatureKind.RecentEvents),
        (OnlineFeatureNames.PurchasedProducts, OnlineFeatureKind.RowSet),
    ];

    /// <summary>Whether they are all there, and of the right kind.</summary>
    public static bool AreIn(OnlineFeatureSchema schema) => AreIn(schema.Customer) && AreIn(schema.Session);

    private static bool AreIn(IReadOnlyList<OnlineFeature> features) => Needed.All(
        needed => features.Any(feature => feature.Name == needed.Name && feature.Kind == needed.Kind));
}
