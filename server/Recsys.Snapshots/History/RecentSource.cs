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

    private readonly RequestScratch<SparseScores> _pool = new(() => new SparseScores());

    /// <inheritdoc/>
    public string Name => "recent";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        var events = context.User.Events;
        var sums = _pool.Rent();
        sums.Clear();
        try
        {
            for (int i = 0; i < events.Count; i++)
            {
                var item = events[i];
                double age = Math.Max(0, context.NowMs - item.TimeMs) / ItemStatistics.DayMs;
                sums.Add(item.ProductRow, (float)(InterestWeight.Of(item.Type) * Math.Pow(0.5, age / HalfLifeDays)));
            }
            return sums.TakeBest(found, scores, context.Screen);
        }
        finally
        {
            _pool.Return(sums);
        }
    }
}
