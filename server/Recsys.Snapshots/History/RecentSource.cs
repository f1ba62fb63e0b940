using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.History;

/// <summary>
/// The customer's own products: what was looked at and not bought and, where bought products are wanted, what to buy
/// again. Score = Σ interest of the events, each halved for every <see cref="HalfLifeDays"/> of age. Needs no model, so
/// it knows products that entered the shop a minute ago.
/// </summary>
public sealed class RecentSource : ICandidateSource
{
    /// <summary>Age in days at which an event counts half.</summary>
    public const double HalfLifeDays = 120;

    private readonly RequestSums _sums = new(Sum);

    /// <inheritdoc/>
    public string Name => "recent";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _sums.Of(context).TakeBest(found, scores, context.Screen);
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sums = _sums.Of(context);
        for (int i = 0; i < rows.Length; i++) scores[i] = sums.Of(rows[i]);
        return true;
    }

    private static void Sum(RecommendationContext context, SparseScores sums)
    {
        var events = context.User.Events.Span;
        Span<double> decays = stackalloc double[UserHistory.Capacity];
        decays = decays[..events.Length];
        for (int i = 0; i < events.Length; i++)
            decays[i] = Math.Max(0, context.NowMs - events[i].TimeMs) / ItemStatistics.DayMs;
        ColumnMath.Decay(decays, HalfLifeDays, decays);
        for (int i = 0; i < events.Length; i++)
            sums.Add(events[i].ProductRow, (float)(InterestWeight.Of(events[i].Type) * decays[i]));
    }
}
