using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Features.Online;

/// <summary>What each kind of feature is, over all interactions that count, in order of arrival.</summary>
internal static class OnlineFeatureDefinition
{
    public static OnlineFeatureValue Compute(OnlineFeature feature, List<OnlineFact> facts)
    {
        var value = new OnlineFeatureValue { Feature = feature };
        var times = facts.Select(fact => fact.Event.TimeMs).ToList();
        return feature.Kind switch
        {
            OnlineFeatureKind.Count => value with { Number = facts.Count },
            OnlineFeatureKind.Sum => value with { Number = facts.Sum(fact => Amount(feature.Input, fact)) },
            OnlineFeatureKind.EarliestTime => value with { TimeMs = times.Count == 0 ? 0 : times.Min() },
            OnlineFeatureKind.LatestTime => value with { TimeMs = times.Count == 0 ? 0 : times.Max() },
            OnlineFeatureKind.LatestText => LatestText(value, facts),
            OnlineFeatureKind.DecayedCount => Decayed(value, times),
            OnlineFeatureKind.LogMoments => LogMoments(value, facts),
            OnlineFeatureKind.KeyCounts => KeyCounts(value, facts),
            OnlineFeatureKind.RecentEvents => value with
            {
                Events = [.. facts.Select(fact => fact.Event).OrderBy(item => item.TimeMs).TakeLast(feature.Limit)],
            },
            OnlineFeatureKind.RowSet => value with
            {
                Rows = [.. facts.Select(fact => fact.Event.ProductRow).Distinct().Take(feature.Limit).Order()],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(feature)),
        };
    }

    private static double Amount(OnlineInput input, OnlineFact fact) => input switch
    {
        OnlineInput.Spend => fact.Event.Price * (double)Math.Max(fact.Event.Quantity, 1),
        OnlineInput.Price => fact.Event.Price > 0 ? fact.Event.Price : fact.ListPrice,
        OnlineInput.Quantity => fact.Event.Quantity,
        OnlineInput.Value => fact.Value,
        OnlineInput.DwellMs => fact.DwellMs,
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    private static OnlineFeatureValue LatestText(OnlineFeatureValue value, List<OnlineFact> facts)
    {
        var latest = facts.Where(fact => fact.Country.Length > 0).OrderBy(fact => fact.Event.TimeMs).LastOrDefault();
        return latest is null ? value : value with { TimeMs = latest.Event.TimeMs, Text = latest.Country };
    }

    private static OnlineFeatureValue Decayed(OnlineFeatureValue value, List<long> times)
    {
        var lives = value.Feature.HalfLives;
        if (times.Count == 0) return value with { Numbers = new double[lives.Count] };
        long last = times.Max();
        return value with
        {
            TimeMs = last,
            Numbers = [.. lives.Select(life => times.Sum(time => OnlineDecay.Remaining(life, last - time)))],
        };
    }

    private static OnlineFeatureValue LogMoments(OnlineFeatureValue value, List<OnlineFact> facts)
    {
        var logs = facts.Select(fact => Amount(value.Feature.Input, fact)).Where(amount => amount > 0)
            .Select(amount => Math.Log(amount)).ToList();
        return value with { Numbers = [logs.Count, logs.Sum(), logs.Sum(log => log * log)] };
    }

    private static OnlineFeatureValue KeyCounts(OnlineFeatureValue value, List<OnlineFact> facts)
    {
        // Order of arrival matters once keys give way to others.
        var kept = new List<KeyCount>();
        foreach (var fact in facts)
        {
            if (Key(value.Feature.Input, fact) is not { } key) continue;
            int at = kept.FindIndex(count => count.Key == key);
            if (at >= 0)
            {
                kept[at] = new KeyCount(
                    key, kept[at].Count + 1, Math.Max(kept[at].LastTimeMs, fact.Event.TimeMs));
                continue;
            }
            if (kept.Count == value.Feature.Limit)
            {
                kept.Remove(kept.OrderBy(count => count.Count).ThenBy(count => count.LastTimeMs)
                    .ThenBy(count => count.Key).First());
            }
            kept.Add(new KeyCount(key, 1, fact.Event.TimeMs));
        }
        return value with { Counts = [.. kept.Order()] };
    }

    private static ulong? Key(OnlineInput input, OnlineFact fact) => input switch
    {
        OnlineInput.Type => (ulong)fact.Event.Type,
        OnlineInput.Category => fact.Category.Length > 0 ? IdHash.Of(fact.Category) : null,
        OnlineInput.Brand => fact.Brand.Length > 0 ? IdHash.Of(fact.Brand) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };
}
