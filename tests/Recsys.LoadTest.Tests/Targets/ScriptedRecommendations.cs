using System.Collections.Concurrent;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>Answers every customer but those whose id is the name of a status, which they get.</summary>
internal sealed class ScriptedRecommendations : RecommendationService.RecommendationServiceBase
{
    public ConcurrentQueue<RecommendForUserRequest> Received { get; } = new();

    public override async Task<RecommendForUserResponse> RecommendForUser(
        RecommendForUserRequest request, ServerCallContext context)
    {
        Received.Enqueue(request);
        if (request.CustomerId == "hangs") await Task.Delay(Timeout.Infinite, context.CancellationToken);
        if (Enum.TryParse<StatusCode>(request.CustomerId, out var status))
            throw new RpcException(new Status(status, ""));
        var response = new RecommendForUserResponse();
        if (request.View == RecommendationView.Full)
        {
            response.Trace = new PipelineTrace { DurationUs = 40 };
            response.Trace.Stages.Add(new StageTrace { Stage = Stage.Retrieve, DurationUs = 10 });
            response.Trace.Stages.Add(new StageTrace { Stage = Stage.Score, DurationUs = 30 });
        }
        return response;
    }
}
