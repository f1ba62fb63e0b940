using Grpc.Core;
using Recsys.Pipeline.Interactions;
using Recsys.Server.Errors;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Interactions;

/// <summary>The contract's InteractionService on the store's journal.</summary>
internal sealed class InteractionServiceImpl(RecsysStore store, TimeProvider time)
    : V1.InteractionService.InteractionServiceBase
{
    private const int MostInteractions = 1000;

    /// <summary>
    /// Writes one batch.
    /// <list type="number">
    /// <item>Check each interaction; a wrong one is rejected here.</item>
    /// <item>Append the others in one go; the store knows duplicates and unknown products.</item>
    /// <item>Answer with one result for each, in the order of the request.</item>
    /// </list>
    /// </summary>
    public override async Task<V1.WriteInteractionsResponse> WriteInteractions(
        V1.WriteInteractionsRequest request, ServerCallContext context)
    {
        var wrong = new Violations();
        wrong.Count("interactions", request.Interactions.Count, 1, MostInteractions);
        wrong.ThrowIfAny();

        // 1. Check.
        var results = new V1.InteractionResult?[request.Interactions.Count];
        var valid = ReadValid(request.Interactions, results);

        // 2. Append.
        var appended = valid.Count == 0
            ? new AppendResult([], store.Interactions.DurablePosition)
            : await store.Interactions.AppendAsync(valid, context.CancellationToken);

        // 3. Answer.
        var answer = new V1.WriteInteractionsResponse { JournalPosition = appended.DurablePosition };
        int next = 0;
        for (int i = 0; i < results.Length; i++)
            Add(answer, results[i] ?? InteractionMapping.Write(request.Interactions[i].Id, appended.Outcomes[next++]));
        return answer;
    }

    public override Task IngestInteractions(
        IAsyncStreamReader<V1.IngestInteractionsRequest> requestStream,
        IServerStreamWriter<V1.IngestInteractionsResponse> responseStream, ServerCallContext context) =>
        throw RpcErrors.NotServed("This server does not serve IngestInteractions yet; use WriteInteractions.");

    private List<Interaction> ReadValid(IReadOnlyList<V1.Interaction> interactions, V1.InteractionResult?[] results)
    {
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var valid = new List<Interaction>(interactions.Count);
        for (int i = 0; i < interactions.Count; i++)
        {
            var violations = new Violations();
            var item = InteractionMapping.Read(violations, interactions[i], nowMs);
            if (violations.None) valid.Add(item);
            else results[i] = InteractionMapping.Rejected(interactions[i].Id, violations);
        }
        return valid;
    }

    private static void Add(V1.WriteInteractionsResponse answer, V1.InteractionResult result)
    {
        answer.Results.Add(result);
        if (result.Outcome == V1.InteractionOutcome.Accepted) answer.AcceptedCount++;
        else if (result.Outcome == V1.InteractionOutcome.Duplicate) answer.DuplicateCount++;
        else answer.RejectedCount++;
    }
}
