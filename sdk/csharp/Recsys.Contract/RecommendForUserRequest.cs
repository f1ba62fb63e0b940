namespace Recsys.V1;

public sealed partial class RecommendForUserRequest : IRecommendationQuery;
