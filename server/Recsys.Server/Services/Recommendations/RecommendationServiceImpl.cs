using Grpc.Core;
using Microsoft.Extensions.Logging;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Server.Errors;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Recommendations;

/// <summary>The contract's RecommendationService on the pipeline.</summary>
/// <param name="pipeline">Runs requests.</param>
/// <param name="store">Knows visits, customers and products.</param>
/// <param name="snapshots">Tells which pipelines there are.</param>
/// <param name="time">Clock of requests that name no time.</param>
/// <param name="logger">Where it is told what answers were made without.</param>
internal sealed class RecommendationServiceImpl(
    RecommendationPipeline pipeline, RecsysStore store, SnapshotHolder snapshots, TimeProvider time,
    ILogger<RecommendationServiceImpl> logger)
    : V1.RecommendationService.RecommendationServiceBase
{
    private static readonly TimeSpan ModelRetryDelay = TimeSpan.FromSeconds(5);
    private readonly QueryMapping _queries = new(store.Products.Columns);

    public override async Task<V1.RecommendForUserResponse> RecommendForUser(
        V1.RecommendForUserRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (request.CustomerId.Length == 0 && request.SessionId.Length == 0)
            violations.Add("customer_id", "is missing, and so is session_id; give at least one of them.");
        QueryRules.Check(violations, request);
        violations.ThrowIfAny();
        await WaitForAsync(request.MinJournalPosition, context);

        var (result, query, position) = await RunAsync(request, "home", anchorRow: -1, context.CancellationToken);
        StageTiming.Tell(context, result);
        var answer = new V1.RecommendForUserResponse
        {
            AttributionToken = Token(result),
            Provenance = AnswerMapping.WriteProvenance(result, query.NowMs, position),
            Trace = query.Trace ? TraceMapping.Write(result) : null,
        };
        AnswerMapping.WritePage(answer.Recommendations, result, request, store.Products.Columns);
        return answer;
    }

    public override async Task<V1.SimilarProductsResponse> SimilarProducts(
        V1.SimilarProductsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("product_id", request.ProductId);
        QueryRules.Check(violations, request);
        violations.ThrowIfAny();
        await WaitForAsync(request.MinJournalPosition, context);
        if (!store.Products.Columns.TryGetRow(request.ProductId, out int anchorRow))
        {
            throw RpcErrors.NotFound(
                V1.ErrorReasons.ProductNotFound, "There is no product of this id.", "product_id", request.ProductId);
        }

        var (result, query, position) =
            await RunAsync(request, "similar", anchorRow, context.CancellationToken);
        StageTiming.Tell(context, result);
        var answer = new V1.SimilarProductsResponse
        {
            AttributionToken = Token(result),
            Provenance = AnswerMapping.WriteProvenance(result, query.NowMs, position),
            Trace = query.Trace ? TraceMapping.Write(result) : null,
        };
        AnswerMapping.WritePage(answer.Recommendations, result, request, store.Products.Columns);
        return answer;
    }

    private ValueTask WaitForAsync(long position, ServerCallContext context) =>
        position <= store.Interactions.AppliedPosition
            ? ValueTask.CompletedTask
            : PositionWait.RunAsync(store.Interactions, position, context, time);

    private async ValueTask<(RecommendationResult Result, RecommendationRequest Query, long Position)> RunAsync(
        V1.IRecommendationQuery query, string byDefault, int anchorRow, CancellationToken cancellation)
    {
        // Before anything is read of the user: what is read then reflects this position or a later one.
        long position = store.Interactions.AppliedPosition;
        var visit = await ReadVisitAsync(query.SessionId, cancellation);
        string country = await ReadCountryAsync(query, cancellation);
        var request = _queries.Read(query, byDefault, anchorRow, visit, country, NowMs());
        var result = await pipeline.ExecuteAsync(request, cancellation);
        foreach (var part in result.Degraded)
            RecommendationLog.Degraded(logger, result.Pipeline, part.Stage, part.Component, part.Error);
        return result.Outcome switch
        {
            RecommendationOutcome.NoSnapshot => throw RpcErrors.Unavailable(
                V1.ErrorReasons.ModelNotReady,
                "No model version is live yet; train and publish one, or wait until it is loaded.", ModelRetryDelay),
            RecommendationOutcome.UnknownPipeline => throw UnknownPipeline(request.Pipeline),
            _ => (result, request, position),
        };
    }

    private async ValueTask<IReadOnlyList<HistoryEvent>> ReadVisitAsync(
        string sessionId, CancellationToken cancellation)
    {
        if (sessionId.Length == 0) return [];
        return await store.Histories.ReadSessionAsync(sessionId, cancellation) is { } visit ? visit.Events : [];
    }

    // The record is the shop's own word; without it the pipeline takes the country of the latest interaction.
    private ValueTask<string> ReadCountryAsync(V1.IRecommendationQuery query, CancellationToken cancellation) =>
        query.Context is { Country.Length: > 0 }
            ? new ValueTask<string>("")
            : store.Customers.ReadCountryAsync(query.CustomerId, cancellation);

    private RpcException UnknownPipeline(string name)
    {
        string known = "none";
        if (snapshots.TryLease(out var lease))
        {
            using var leased = lease;
            known = string.Join(", ", lease.Snapshot.Pipelines.Keys.Order(StringComparer.Ordinal));
        }
        return RpcErrors.NotFound(
            V1.ErrorReasons.PipelineNotFound, $"There is no pipeline of this name; there are: {known}.",
            "pipeline", name);
    }

    private string Token(RecommendationResult result) =>
        AttributionToken.For(NowMs(), result.Pipeline, result.ModelVersion).Encode();

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
