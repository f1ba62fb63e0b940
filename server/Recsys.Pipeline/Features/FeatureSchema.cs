using System.Security.Cryptography;
using System.Text;
using static Recsys.Pipeline.Features.FeatureKind;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Every feature the towers and the ranker read, declared once: name, type, meaning and default, in the order of the
/// columns. Training and serving both go by it, and a saved workflow that was fitted to another schema is refused.
/// </summary>
public static class FeatureSchema
{
    /// <summary>Changes whenever a feature is added, removed, moved or given another meaning.</summary>
    public const int Version = 1;

    /// <summary>
    /// Version and a digest of all names and defaults, for example <c>1-0f3a…</c>; equal only for equal columns.
    /// </summary>
    public static string Fingerprint => _fingerprint ??= ComputeFingerprint();

    private static string? _fingerprint;

    /// <summary>Numbers of the user.</summary>
    public static IReadOnlyList<FeatureDefinition> UserDense { get; } =
    [
        new("user_events", Dense, "log(1 + interactions ever)"),
        new("user_purchases", Dense, "log(1 + purchases ever)"),
        new("user_distinct_products", Dense, "log(1 + different products bought)"),
        new("user_recent_events", Dense, "log(1 + interactions of the last 30 days)"),
        new("user_last_visit_events", Dense, "log(1 + interactions of the day of the latest one)"),
        new("user_days_since_last", Dense, "log(1 + days since the latest interaction)"),
        new("user_days_since_first", Dense, "log(1 + days since the first interaction)"),
        new("user_mean_spend", Dense, "log(1 + spend / purchases)"),
        new("user_favourite_price", Dense, "mean log price of what is remembered"),
        new("user_price_spread", Dense, "standard deviation of that"),
        new("user_mean_quantity", Dense, "mean log(1 + quantity) of what is remembered"),
        new("user_repeat_share", Dense, "share of purchases that were not the first of their product"),
    ];

    /// <summary>Ids of the user.</summary>
    public static IReadOnlyList<FeatureDefinition> UserCategorical { get; } =
    [
        new("user_country", Categorical, "country of the request or of the latest interaction"),
        new("user_top_category", Categorical, "category most often met in what is remembered"),
    ];

    /// <summary>Numbers of the product, as of the workflow's statistics.</summary>
    public static IReadOnlyList<FeatureDefinition> ItemDense { get; } =
    [
        new("item_decayed_7d", Dense, "log of the decayed count, half-life 7 days, over the catalogue's mean"),
        new("item_decayed_20d", Dense, "the same, half-life 20 days"),
        new("item_decayed_60d", Dense, "the same, half-life 60 days"),
        new("item_share_7d", Dense, "log(decayed count / (all + 5)), half-life 7 days"),
        new("item_share_20d", Dense, "the same, half-life 20 days"),
        new("item_share_60d", Dense, "the same, half-life 60 days"),
        new("item_trend", Dense, "log of the 7 days' rate over the 60 days' rate"),
        new("item_interactions", Dense, "log(1 + interactions ever)"),
        new("item_age", Dense, "log(1 + days since first met)"),
        new("item_idle", Dense, "log(1 + days since last met)"),
        new("item_price", Dense, "log of the mean price paid, else of the catalogue's price"),
        new("item_repeat_share", Dense, "share of interactions by customers who knew the product"),
        new("item_mean_quantity", Dense, "mean log(1 + quantity)"),
        new("item_category_target", Dense, "target encoding of the category"),
    ];

    /// <summary>Ids of the product.</summary>
    public static IReadOnlyList<FeatureDefinition> ItemCategorical { get; } =
    [
        new("item_id", Categorical, "the product itself"),
        new("item_category", Categorical, "its first category"),
        new("item_brand", Categorical, "its brand"),
        new("item_price_bucket", Categorical, "quantile of its price"),
    ];

    /// <summary>
    /// Ids of the user that a ranker may read: <see cref="UserCategorical"/>, then the latest different products,
    /// latest first, in the id space of <c>item_id</c>. The towers read them as one weighted mean instead.
    /// </summary>
    public static IReadOnlyList<FeatureDefinition> RankerUserCategorical { get; } =
    [
        .. UserCategorical,
        .. Enumerable.Range(1, 8).Select(place => new FeatureDefinition(
            $"user_recent_{place}", Categorical, $"the latest different product but {place - 1}")),
    ];

    /// <summary>
    /// Ids of the product that a ranker may read: <see cref="ItemCategorical"/>, then the first words of its title as
    /// hash buckets (<see cref="TitleWords"/>).
    /// </summary>
    public static IReadOnlyList<FeatureDefinition> RankerItemCategorical { get; } =
    [
        .. ItemCategorical,
        .. Enumerable.Range(1, 6).Select(place => new FeatureDefinition(
            $"item_word_{place}", Categorical, $"word {place} of its title")),
    ];

    /// <summary>Numbers of user and product together.</summary>
    public static IReadOnlyList<FeatureDefinition> Cross { get; } =
    [
        new("cross_tower_dot", Dense, "inner product of the two towers' vectors"),
        new("cross_affinity", Dense, "log of the item-to-item weight from all that is remembered"),
        new("cross_recent_affinity", Dense, "the same, each event halved for every 60 days before the latest"),
        new("cross_relative_affinity", Dense, "affinity over the user's best one, in logs"),
        new("cross_category_share", Dense, "share of the user's events in the product's category"),
        new("cross_price_distance", Dense, "distance of log price from the user's favourite"),
        new("cross_bought_before", Dense, "1 when the user bought the product before, else 0"),
        new("cross_times_bought", Dense, "log(1 + purchases of the product that are remembered)"),
        new("cross_days_since_bought", Dense, "log(1 + days since the latest of those)"),
        new("cross_personal_decayed", Dense, "log of the user's decayed count for the product, half-life 120 days"),
    ];

    /// <summary>Position of a feature among its columns.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public static int IndexOf(IReadOnlyList<FeatureDefinition> features, string name)
    {
        ArgumentNullException.ThrowIfNull(features);
        for (int i = 0; i < features.Count; i++)
            if (features[i].Name == name) return i;
        throw new ArgumentException($"The schema has no feature '{name}' there.", nameof(name));
    }

    private static string ComputeFingerprint()
    {
        var text = new StringBuilder();
        FeatureDefinition[] all = [.. UserDense, .. UserCategorical, .. ItemDense, .. ItemCategorical, .. Cross];
        foreach (var feature in all)
            text.Append(feature.Name).Append(' ').Append(feature.Kind).Append(' ').Append(feature.Default).Append('\n');
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return $"{Version}-{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }
}
