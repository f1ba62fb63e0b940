using Recsys.Pipeline;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Recommendations;

/// <summary>What a request for recommendations must be, as the contract says it.</summary>
internal static class QueryRules
{
    /// <summary>Products on a page when no size was asked for.</summary>
    public const int DefaultPageSize = 10;

    /// <summary>Candidates when no count was asked for.</summary>
    public const int DefaultCandidateCount = 500;

    private const int MostRecentEvents = 256;
    private const int MostExcluded = 1000;
    private const int MostFilterNames = 100;
    private const int MostPageName = 128;
    private const int MostQuantity = 1_000_000;
    private const int MostPipelineName = 64;

    /// <summary>Checks everything that both calls have in common.</summary>
    public static void Check(Violations violations, V1.IRecommendationQuery query)
    {
        violations.OptionalId("customer_id", query.CustomerId);
        violations.OptionalId("session_id", query.SessionId);
        CheckEvents(violations, query.RecentEvents);
        CheckCounts(violations, query);
        if (query.Filter is { } filter) CheckFilter(violations, filter);
        violations.Ids("exclude_product_ids", query.ExcludeProductIds, MostExcluded);
        if (query.Context is { } context) CheckContext(violations, context);
        if (query.Ordering is { } ordering) CheckOrdering(violations, ordering);
        CheckPipeline(violations, query.Pipeline);
        violations.Known("view", query.View);
        if (query.MinJournalPosition < 0)
        {
            violations.Add(
                "min_journal_position",
                $"is {query.MinJournalPosition}; give the position an acknowledgement named, or 0 for none.");
        }
    }

    private static void CheckCounts(Violations violations, V1.IRecommendationQuery query)
    {
        int pageSize = query.PageSize;
        int candidates = query.CandidateCount;
        violations.Range("page_size", pageSize, 0, PipelineLimits.MaxPageSize);
        if (candidates == 0) return;
        if (candidates is < PipelineLimits.MinCandidateCount or > PipelineLimits.MaxCandidateCount)
            violations.Range(
                "candidate_count", candidates, PipelineLimits.MinCandidateCount, PipelineLimits.MaxCandidateCount);
        else if (candidates < pageSize)
            violations.Add("candidate_count", $"is {candidates}, below page_size; give at least {pageSize}.");
    }

    private static void CheckEvents(Violations violations, IReadOnlyList<V1.RecentEvent> events)
    {
        if (!violations.Count("recent_events", events.Count, 0, MostRecentEvents)) return;
        for (int i = 0; i < events.Count && !violations.Full; i++)
            CheckEvent(violations, $"recent_events[{i}].", events[i]);
    }

    private static void CheckEvent(Violations violations, string path, V1.RecentEvent item)
    {
        violations.Id(path + "product_id", item.ProductId);
        violations.Chosen(path + "type", item.Type);
        violations.Time(path + "event_time", item.EventTime);
        violations.Price(path + "price", item.Price);
        violations.Range(path + "quantity", item.Quantity, 0, MostQuantity);
    }

    private static void CheckFilter(Violations violations, V1.ProductFilter filter)
    {
        violations.Texts("filter.categories", filter.Categories, MostFilterNames, StorageLimits.ShortTextLength);
        violations.Texts("filter.brands", filter.Brands, MostFilterNames, StorageLimits.ShortTextLength);
        if (filter.HasMinPrice) violations.Price("filter.min_price", filter.MinPrice);
        if (filter.HasMaxPrice) violations.Price("filter.max_price", filter.MaxPrice);
        if (filter.HasMinPrice && filter.HasMaxPrice && filter.MaxPrice < filter.MinPrice)
            violations.Add("filter.max_price", "is below filter.min_price; exchange them or leave one out.");
    }

    private static void CheckContext(Violations violations, V1.RequestContext context)
    {
        violations.Known("context.device", context.Device);
        violations.Text("context.page", context.Page, MostPageName);
        violations.Country("context.country", context.Country);
        violations.Time("context.request_time", context.RequestTime);
    }

    private static void CheckOrdering(Violations violations, V1.OrderingOptions ordering)
    {
        violations.Range("ordering.temperature", ordering.Temperature, 0, PipelineLimits.MaxTemperature);
        violations.Range("ordering.diversity", ordering.Diversity, 0, 1);
        if (ordering.HasPromotionThreshold)
            violations.Range("ordering.promotion_threshold", ordering.PromotionThreshold, 0, 1);
    }

    private static void CheckPipeline(Violations violations, string pipeline)
    {
        if (pipeline.Length == 0) return;
        bool named = pipeline.Length <= MostPipelineName && pipeline[0] is >= 'a' and <= 'z'
            && !pipeline.AsSpan().ContainsAnyExcept(PipelineNameCharacters);
        if (!named)
            violations.Add(
                "pipeline", $"is no name of 1–{MostPipelineName} of a–z, 0–9 and _ that starts with a letter.");
    }

    private static readonly System.Buffers.SearchValues<char> PipelineNameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
}
