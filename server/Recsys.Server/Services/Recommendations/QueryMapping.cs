using System.Collections.Frozen;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Recommendations;

/// <summary>A checked request of the contract to a request of the pipeline.</summary>
/// <param name="products">Gives products their catalogue rows.</param>
internal sealed class QueryMapping(ProductColumns products)
{
    /// <summary>Makes the pipeline's request.</summary>
    /// <param name="query">The request, already checked.</param>
    /// <param name="pipeline">Pipeline to run where the request names none.</param>
    /// <param name="anchorRow">Row of the product that similar ones are wanted for, or −1.</param>
    /// <param name="visit">Events of the session that the store remembers, oldest first.</param>
    /// <param name="country">Country where the request names none; empty for none.</param>
    /// <param name="nowMs">Time of the request where it names none.</param>
    public RecommendationRequest Read(
        V1.IRecommendationQuery query, string pipeline, int anchorRow, IReadOnlyList<HistoryEvent> visit,
        string country, long nowMs)
    {
        long requestMs = TimeMs(query.Context?.RequestTime, nowMs);
        var ordering = query.Ordering;
        return new RecommendationRequest
        {
            Pipeline = query.Pipeline.Length > 0 ? query.Pipeline : pipeline,
            CustomerId = query.CustomerId,
            SessionEvents = Events(visit, query.RecentEvents, requestMs),
            AnchorRow = anchorRow,
            PageSize = query.PageSize > 0 ? query.PageSize : QueryRules.DefaultPageSize,
            CandidateCount = query.CandidateCount > 0 ? query.CandidateCount : QueryRules.DefaultCandidateCount,
            Filter = Filter(query.Filter),
            ExcludedRows = Rows(query.ExcludeProductIds),
            ExcludePurchased = !query.HasExcludePurchased || query.ExcludePurchased,
            Country = query.Context is { Country.Length: > 0 } context ? context.Country : country,
            NowMs = requestMs,
            Temperature = ordering?.Temperature ?? 0,
            // Seeds are any 64 bits: signed in the contract, since some languages have no others.
            Seed = unchecked((ulong)(ordering is { HasSeed: true } ? ordering.Seed : Random.Shared.NextInt64())),
            PromotionThreshold = ordering is { HasPromotionThreshold: true } ? ordering.PromotionThreshold : null,
            Diversity = ordering?.Diversity ?? 0,
            Trace = query.View == V1.RecommendationView.Full,
        };
    }

    // An id that the catalogue does not have can be neither seen nor returned: the shop may know it before the server
    // does.
    private List<HistoryEvent> Events(
        IReadOnlyList<HistoryEvent> visit, IReadOnlyList<V1.RecentEvent> recent, long requestMs)
    {
        var events = new List<HistoryEvent>(visit.Count + recent.Count);
        events.AddRange(visit);
        for (int i = 0; i < recent.Count; i++)
        {
            var item = recent[i];
            if (!products.TryGetRow(item.ProductId, out int row)) continue;
            events.Add(new HistoryEvent(
                row, TimeMs(item.EventTime, requestMs), (float)item.Price, item.Quantity, (InteractionType)item.Type));
        }
        return events;
    }

    private IReadOnlySet<int> Rows(IReadOnlyList<string> productIds)
    {
        if (productIds.Count == 0) return FrozenSet<int>.Empty;
        var rows = new HashSet<int>(productIds.Count);
        for (int i = 0; i < productIds.Count; i++)
            if (products.TryGetRow(productIds[i], out int row)) rows.Add(row);
        return rows;
    }

    private static ProductFilter Filter(V1.ProductFilter? from) => from is null
        ? ProductFilter.None
        : new ProductFilter
        {
            Categories = from.Categories,
            Brands = from.Brands,
            MinPrice = from.HasMinPrice ? from.MinPrice : null,
            MaxPrice = from.HasMaxPrice ? from.MaxPrice : null,
            PromotedOnly = from.PromotedOnly,
        };

    private static long TimeMs(Google.Protobuf.WellKnownTypes.Timestamp? time, long otherwise) =>
        time is null ? otherwise : time.Seconds * 1000 + time.Nanos / 1_000_000;
}
