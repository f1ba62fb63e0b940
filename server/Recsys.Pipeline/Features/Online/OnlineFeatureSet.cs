namespace Recsys.Pipeline.Features.Online;

/// <summary>All features of one customer, session or product at one moment.</summary>
/// <param name="entity">What they are of.</param>
/// <param name="values">In the schema's order.</param>
public sealed class OnlineFeatureSet(OnlineEntity entity, IReadOnlyList<OnlineFeatureValue> values)
{
    /// <summary>What they are of.</summary>
    public OnlineEntity Entity { get; } = entity;

    /// <summary>In the schema's order.</summary>
    public IReadOnlyList<OnlineFeatureValue> Values { get; } = values;

    /// <summary>One feature by name.</summary>
    /// <exception cref="KeyNotFoundException">The schema declares no such feature.</exception>
    public OnlineFeatureValue this[string name]
    {
        get
        {
            for (int i = 0; i < Values.Count; i++)
                if (Values[i].Feature.Name == name) return Values[i];
            throw new KeyNotFoundException($"There is no {Entity} feature '{name}'.");
        }
    }

    /// <summary>
    /// The first feature in which two sets differ, for people; null when they agree. Sums and decayed counts may differ
    /// by one part in a billion, which another order of adding gives.
    /// </summary>
    public static string? Difference(OnlineFeatureSet? expected, OnlineFeatureSet? actual)
    {
        if (expected is null || actual is null)
            return expected is null == actual is null ? null : $"one has features, the other has none";
        if (expected.Entity != actual.Entity || expected.Values.Count != actual.Values.Count)
            return "they have different features";
        for (int i = 0; i < expected.Values.Count; i++)
        {
            var (left, right) = (expected.Values[i], actual.Values[i]);
            if (left.Feature.Name != right.Feature.Name) return $"feature {i} is another one";
            if (Part(left, right) is { } part)
                return $"feature '{left.Feature.Name}' differs in its {part}: {Show(left)} and {Show(right)}";
        }
        return null;
    }

    private static string? Part(OnlineFeatureValue left, OnlineFeatureValue right)
    {
        if (!Close(left.Number, right.Number)) return "number";
        if (left.TimeMs != right.TimeMs) return "time";
        if (left.Text != right.Text) return "text";
        if (left.Numbers.Count != right.Numbers.Count) return "length";
        for (int i = 0; i < left.Numbers.Count; i++)
            if (!Close(left.Numbers[i], right.Numbers[i])) return $"number {i}";
        if (!left.Counts.SequenceEqual(right.Counts)) return "counts";
        if (!left.Events.SequenceEqual(right.Events)) return "events";
        return left.Rows.SequenceEqual(right.Rows) ? null : "products";
    }

    private static bool Close(double left, double right) =>
        left.Equals(right) || Math.Abs(left - right) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));

    private static string Show(OnlineFeatureValue value) =>
        $"{value.Number:R} @{value.TimeMs} '{value.Text}' [{string.Join(", ", value.Numbers)}] "
        + $"[{string.Join(", ", value.Counts)}] {value.Events.Count} events, {value.Rows.Count} products";
}
