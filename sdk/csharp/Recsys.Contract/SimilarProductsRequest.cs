namespace Recsys.V1;

public sealed partial class SimilarProductsRequest : IRecommendationQuery;
