using Google.Protobuf.Collections;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Recommendations;

/// <summary>A result of the pipeline to the parts of an answer.</summary>
internal static class AnswerMapping
{
    /// <summary>The page, with products and reasons where they were asked for.</summary>
    public static void WritePage(
        RepeatedField<V1.Recommendation> page, RecommendationResult result, V1.IRecommendationQuery query,
        ProductColumns products)
    {
        bool reasons = query.IncludeReasons || query.View == V1.RecommendationView.Full;
        page.Capacity = result.Products.Count;
        for (int i = 0; i < result.Products.Count; i++)
        {
            var from = result.Products[i];
            var item = new V1.Recommendation { ProductId = from.ProductId, Score = from.Score };
            if (query.IncludeProducts) item.Product = ProductMapping.Write(products[from.Row].ToProduct());
            if (reasons) AddReasons(item.Reasons, result, from.Sources);
            page.Add(item);
        }
    }

    /// <summary>What the answer was made from.</summary>
    /// <param name="result">The result.</param>
    /// <param name="requestMs">The time it was made for.</param>
    /// <param name="position">Journal position that all of it reflects.</param>
    public static V1.Provenance WriteProvenance(RecommendationResult result, long requestMs, long position)
    {
        var provenance = new V1.Provenance
        {
            Pipeline = result.Pipeline,
            ModelVersion = result.ModelVersion,
            // Index and model are published together so far, so one version names both.
            IndexVersion = result.ModelVersion,
            Seed = unchecked((long)result.Seed),
            ColdStart = result.ColdStart,
            NewestInteractionTime = Times.ToTimestamp(result.NewestInteractionMs),
            RequestTime = Times.ToTimestamp(requestMs),
            FallbackCount = result.FallbackCount,
            JournalPosition = position,
        };
        foreach (var degraded in result.Degraded)
        {
            provenance.DegradedStages.Add(new V1.DegradedStage
            {
                Stage = TraceMapping.Write(degraded.Stage),
                Component = degraded.Component,
                Reason = V1.DegradedReason.Failed,
            });
        }
        return provenance;
    }

    private static void AddReasons(
        RepeatedField<V1.RecommendationReason> reasons, RecommendationResult result, uint sources)
    {
        foreach (string name in result.NamesOf(sources)) reasons.Add(new V1.RecommendationReason { Source = name });
    }
}
