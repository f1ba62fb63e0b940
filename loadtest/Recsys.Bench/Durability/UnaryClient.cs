using Grpc.Core;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Bench.Durability;

/// <summary>
/// Writes by WriteInteractions, one call at a time. A call that failed is repeated once the server is back; one in ten
/// that succeeded is repeated too, and must then be answered as known already.
/// </summary>
internal sealed class UnaryClient(
    RecsysClient client, InteractionPlan plan, ClientLedger ledger, Pace pace, int mostInBatch) : IDurabilityClient
{
    private readonly Random _random = new(ledger.Client);

    public async Task RunAsync(ServerGate gate, CancellationToken end, CancellationToken cancellation)
    {
        InteractionBatch? pending = null;
        while (pending is not null || !end.IsCancellationRequested)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            if (pending is null)
            {
                int count = 1 + _random.Next(mostInBatch);
                await pace.WaitAsync(count, cancellation).ConfigureAwait(false);
                pending = InteractionBatch.Next(plan, ledger, count);
            }
            try
            {
                await WriteAsync(pending, mustBeKnown: false, cancellation).ConfigureAwait(false);
                var done = pending;
                pending = null;
                if (_random.Next(10) == 0)
                    await WriteAsync(done, mustBeKnown: true, cancellation).ConfigureAwait(false);
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                // Killed in the middle: the gate closes in a moment, and the same is sent again after it.
                await Task.Delay(5, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(InteractionBatch batch, bool mustBeKnown, CancellationToken cancellation)
    {
        var request = new WriteInteractionsRequest { Interactions = { batch.Interactions } };
        var answer = await client.Interactions
            .WriteInteractionsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        for (int i = 0; i < answer.Results.Count; i++)
        {
            var result = answer.Results[i];
            batch.Note(i, result.Outcome == InteractionOutcome.Rejected, result.Rejection?.Description ?? "");
            if (mustBeKnown && result.Outcome == InteractionOutcome.Accepted)
                throw new BenchException($"The server took interaction {result.InteractionId} a second time.");
        }
    }
}
