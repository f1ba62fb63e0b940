namespace Recsys.LoadTest.Requests;

/// <summary>The calls that a load is made of.</summary>
public enum LoadMethod
{
    /// <summary>RecommendationService.RecommendForUser.</summary>
    RecommendForUser,

    /// <summary>RecommendationService.SimilarProducts.</summary>
    SimilarProducts,

    /// <summary>One batch over a stream of InteractionService.IngestInteractions, until its acknowledgement.</summary>
    IngestInteractions,
}
