using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Measuring;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Interactions;

/// <summary>The contract's InteractionService on the store's journal.</summary>
internal sealed class InteractionServiceImpl(
    RecsysStore store, IngestRoom room, IngestMeter meter, ServerOptions options, TimeProvider time)
    : V1.InteractionService.InteractionServiceBase
{
    private const int MostInteractions = 1000;
    private static readonly TimeSpan TooManyStreamsDelay = TimeSpan.FromSeconds(1);

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
        long read = meter.Read();
        wrong.Count("interactions", request.Interactions.Count, 1, MostInteractions);
        wrong.ThrowIfAny();

        // 1. Check.
        var batch = InteractionBatch.Read(request.Interactions, time.GetUtcNow().ToUnixTimeMilliseconds());

        // 2. Append.
        var appended = batch.Valid.Count == 0
            ? new AppendResult([], store.Interactions.DurablePosition)
            : await store.Interactions.AppendAsync(batch.Valid, context.CancellationToken);

        // 3. Answer.
        batch.Measure(meter, read, appended);
        var answer = new V1.WriteInteractionsResponse { JournalPosition = appended.DurablePosition };
        foreach (var result in batch.Results(appended)) Add(answer, result);
        return answer;
    }

    /// <summary>Takes batches as they come and acknowledges each once it is durable.</summary>
    public override async Task IngestInteractions(
        IAsyncStreamReader<V1.IngestInteractionsRequest> requestStream,
        IServerStreamWriter<V1.IngestInteractionsResponse> responseStream, ServerCallContext context)
    {
        if (!room.TryEnter())
        {
            throw RpcErrors.Unavailable(
                V1.ErrorReasons.Overloaded, "The server has more streams of interactions open than it takes.",
                TooManyStreamsDelay);
        }
        try
        {
            var call = new IngestCall(store, room, meter, options, time, requestStream, responseStream, context);
            await call.RunAsync(room.Stopping);
        }
        finally
        {
            room.Leave();
        }
    }

    private static void Add(V1.WriteInteractionsResponse answer, V1.InteractionResult result)
    {
        answer.Results.Add(result);
        if (result.Outcome == V1.InteractionOutcome.Accepted) answer.AcceptedCount++;
        else if (result.Outcome == V1.InteractionOutcome.Duplicate) answer.DuplicateCount++;
        else answer.RejectedCount++;
    }
}
