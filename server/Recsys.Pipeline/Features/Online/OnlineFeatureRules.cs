namespace Recsys.Pipeline.Features.Online;

/// <summary>What a declaration of features must be.</summary>
internal static class OnlineFeatureRules
{
    public static void Check(OnlineEntity entity, IReadOnlyList<OnlineFeature> features)
    {
        if (features.Count is 0 or > OnlineFeatureSchema.MostFeatures)
            throw new ArgumentException(
                $"The {entity} has {features.Count} features: declare 1 to {OnlineFeatureSchema.MostFeatures}.");
        var known = new Dictionary<string, OnlineFeature>(StringComparer.Ordinal);
        foreach (var feature in features)
        {
            if (!known.TryAdd(feature.Name, feature)) throw Wrong(entity, feature, "is declared twice");
        }
        foreach (var feature in features)
            if (Problem(feature, known) is { } problem) throw Wrong(entity, feature, problem);
    }

    private static string? Problem(OnlineFeature feature, Dictionary<string, OnlineFeature> known)
    {
        if (!IsName(feature.Name)) return "needs a name of 1 to 64 lower case letters, digits and underscores";
        if (!Takes(feature.Kind, feature.Input)) return $"cannot take {feature.Input} as {feature.Kind}";
        var (least, most) = Limits(feature.Kind);
        if (feature.Limit < least || feature.Limit > most) return $"needs a limit from {least} to {most}";
        bool decayed = feature.Kind == OnlineFeatureKind.DecayedCount;
        if (decayed != feature.HalfLives.Count > 0 || feature.HalfLives.Count > OnlineFeature.MostHalfLives)
            return $"needs 1 to {OnlineFeature.MostHalfLives} half-lives where it decays, and none otherwise";
        if (feature.HalfLives.Any(life => life < TimeSpan.FromSeconds(1))) return "has a half-life under a second";
        if (feature.Kind != OnlineFeatureKind.Ratio)
            return feature.Default == 0 ? null : "begins at 0: only a ratio declares another default";
        return IsCount(feature.Numerator, known) && IsCount(feature.Denominator, known)
            ? null
            : "needs the names of two features of kind Count to divide";
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(one => one is >= 'a' and <= 'z' or >= '0' and <= '9' or '_');

    private static bool IsCount(string name, Dictionary<string, OnlineFeature> known) =>
        known.TryGetValue(name, out var feature) && feature.Kind == OnlineFeatureKind.Count;

    private static bool Takes(OnlineFeatureKind kind, OnlineInput input) => kind switch
    {
        OnlineFeatureKind.Sum or OnlineFeatureKind.LogMoments => input is OnlineInput.Spend or OnlineInput.Price
            or OnlineInput.Quantity or OnlineInput.Value or OnlineInput.DwellMs,
        OnlineFeatureKind.KeyCounts => input is OnlineInput.Type or OnlineInput.Category or OnlineInput.Brand,
        OnlineFeatureKind.LatestText => input is OnlineInput.Country,
        OnlineFeatureKind.RecentEvents or OnlineFeatureKind.RowSet => input is OnlineInput.Product,
        _ => input is OnlineInput.None,
    };

    private static (int Least, int Most) Limits(OnlineFeatureKind kind) => kind switch
    {
        OnlineFeatureKind.KeyCounts => (1, 256),
        OnlineFeatureKind.RecentEvents => (1, 4096),
        OnlineFeatureKind.RowSet => (1, 32_768),
        // A country has up to 64 bytes, and a text is kept whole or not at all.
        OnlineFeatureKind.LatestText => (64, 256),
        _ => (0, 0),
    };

    private static ArgumentException Wrong(OnlineEntity entity, OnlineFeature feature, string problem) =>
        new($"{entity} feature '{feature.Name}' {problem}.");
}
