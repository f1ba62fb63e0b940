using System.Collections.Concurrent;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>Answers every customer but those whose id is the name of a status, which they get.</summary>
internal sealed class ScriptedRecommendations : RecommendationService.RecommendationServiceBase
{
    public ConcurrentQueue<RecommendForUserRequest> Received { get; } = new();

    public ConcurrentQueue<SimilarProductsRequest> Similar { get; } = new();

    public ConcurrentQueue<string?> Keys { get; } = new();

    public override async Task<RecommendForUserResponse> RecommendForUser(
        RecommendForUserRequest request, ServerCallContext context)
    {
        Received.Enqueue(request);
        Keys.Enqueue(context.RequestHeaders.GetValue("authorization"));
        if (request.CustomerId == "hangs") await Task.Delay(Timeout.Infinite, context.CancellationToken);
        if (Enum.TryParse<StatusCode>(request.CustomerId, out var status))
            throw new RpcException(new Status(status, ""));
        if (context.RequestHeaders.Any(entry => entry is { Key: "recsys-timing", Value: "1" }))
            context.ResponseTrailers.Add("server-timing", "retrieve;dur=0.010, score;dur=0.030, total;dur=0.040");
        return new RecommendForUserResponse { Recommendations = { new Recommendation { ProductId = "p1" } } };
    }

    public override Task<SimilarProductsResponse> SimilarProducts(
        SimilarProductsRequest request, ServerCallContext context)
    {
        Similar.Enqueue(request);
        return Task.FromResult(new SimilarProductsResponse());
    }
}
