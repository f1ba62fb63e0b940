using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Targets;

/// <summary>Sends RecommendForUser to a server.</summary>
/// <param name="client">The client; its retries should be off, or they hide failures and lengthen latencies.</param>
/// <param name="deadline">How long each request may take.</param>
public sealed class RecommendationTarget(
    RecommendationService.RecommendationServiceClient client, TimeSpan deadline) : ILoadTarget
{
    /// <inheritdoc/>
    public async ValueTask<LoadReply> SendAsync(LoadRequest request, CancellationToken cancellation)
    {
        var message = new RecommendForUserRequest
        {
            CustomerId = request.CustomerId,
            CandidateCount = request.CandidateCount,
            PageSize = request.PageSize,
            View = request.WithStages ? RecommendationView.Full : RecommendationView.Basic,
        };
        try
        {
            using var call = client.RecommendForUserAsync(
                message, deadline: DateTime.UtcNow + deadline, cancellationToken: cancellation);
            var response = await call.ResponseAsync.ConfigureAwait(false);
            return new LoadReply(LoadReply.Ok, request.WithStages ? StagesOf(response.Trace) : null);
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException error)
        {
            return new LoadReply(NameOf(error.StatusCode));
        }
    }

    /// <summary>A status as the gRPC documentation writes it, for example DEADLINE_EXCEEDED.</summary>
    internal static string NameOf(StatusCode status) => UpperSnake(status.ToString());

    private static StageTime[]? StagesOf(PipelineTrace? trace)
    {
        if (trace is null) return null;
        var times = new StageTime[trace.Stages.Count + 1];
        for (int i = 0; i < trace.Stages.Count; i++)
        {
            var stage = trace.Stages[i];
            times[i] = new StageTime(UpperSnake(stage.Stage.ToString()).ToLowerInvariant(), stage.DurationUs * 1000);
        }
        times[^1] = new StageTime("pipeline", trace.DurationUs * 1000);
        return times;
    }

    private static string UpperSnake(string pascal)
    {
        var name = new System.Text.StringBuilder(pascal.Length + 4);
        for (int i = 0; i < pascal.Length; i++)
        {
            if (i > 0 && char.IsUpper(pascal[i]) && !char.IsUpper(pascal[i - 1])) name.Append('_');
            name.Append(char.ToUpperInvariant(pascal[i]));
        }
        return name.ToString();
    }
}
