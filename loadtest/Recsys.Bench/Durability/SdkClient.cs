using Recsys.Client;
using Recsys.Client.Ingestion;
using Recsys.V1;

namespace Recsys.Bench.Durability;

/// <summary>
/// Writes through the client library's <see cref="InteractionStream"/>, which batches, connects again and sends again
/// by itself, and waits for the receipt of each interaction.
/// </summary>
internal sealed class SdkClient(
    RecsysClient client, InteractionPlan plan, ClientLedger ledger, Pace pace, int mostInBatch) : IDurabilityClient
{
    private readonly Random _random = new(ledger.Client);

    public async Task RunAsync(ServerGate gate, CancellationToken end, CancellationToken cancellation)
    {
        var stream = client.OpenInteractionStream(new InteractionStreamOptions
        {
            FirstRetryDelay = TimeSpan.FromMilliseconds(20),
            MostRetryDelay = TimeSpan.FromMilliseconds(200),
            CloseTimeout = TimeSpan.FromSeconds(10),
        });
        try
        {
            await WriteAsync(stream, gate, end, cancellation).ConfigureAwait(false);
        }
        catch
        {
            // What went wrong first is what matters, not that the rest cannot be sent any more.
            await stream.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(
        InteractionStream stream, ServerGate gate, CancellationToken end, CancellationToken cancellation)
    {
        Task receipts = Task.CompletedTask;
        while (!end.IsCancellationRequested)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            await Task.WhenAny(receipts, gate.Closed).WaitAsync(cancellation).ConfigureAwait(false);
            if (!receipts.IsCompleted) continue;
            await receipts.ConfigureAwait(false);

            int count = 1 + _random.Next(mostInBatch);
            await pace.WaitAsync(count, cancellation).ConfigureAwait(false);
            var batch = InteractionBatch.Next(plan, ledger, count);
            receipts = Task.WhenAll(
                batch.Interactions.Select((item, i) => SendAsync(stream, batch, i, item, cancellation)));
        }
        await receipts.ConfigureAwait(false);
    }

    private static async Task SendAsync(
        InteractionStream stream, InteractionBatch batch, int index, Interaction item, CancellationToken cancellation)
    {
        var receipt = await stream.SendAsync(item, cancellation).ConfigureAwait(false);
        if (receipt.Fate == InteractionFate.Settled) batch.NoteDurable(index);
        else batch.Note(index, receipt.Fate == InteractionFate.Rejected, receipt.Rejection?.Description ?? "");
    }
}
