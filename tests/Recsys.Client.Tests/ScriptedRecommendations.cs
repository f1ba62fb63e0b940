using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>Answers with one product, the customer's own id; waits for ever for the customer "slow".</summary>
internal sealed class ScriptedRecommendations(Script script) : RecommendationService.RecommendationServiceBase
{
    public override async Task<RecommendForUserResponse> RecommendForUser(
        RecommendForUserRequest request, ServerCallContext context)
    {
        script.Enter(context);
        if (request.CustomerId == "slow") await Task.Delay(Timeout.Infinite, context.CancellationToken);
        var answer = new RecommendForUserResponse();
        var item = new Recommendation { ProductId = request.CustomerId, Score = 0.5f };
        if (request.IncludeProducts) item.Product = new Product { Id = request.CustomerId, Title = "A product" };
        answer.Recommendations.Add(item);
        return answer;
    }
}
