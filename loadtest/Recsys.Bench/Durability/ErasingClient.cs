using System.Globalization;
using Grpc.Core;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Bench.Durability;

/// <summary>
/// Has customers of its own: one after another gets a record and a batch of interactions, and every other one is then
/// erased. What was sent before a kill is sent again after it.
/// </summary>
internal sealed class ErasingClient(
    RecsysClient client, InteractionPlan plan, ClientLedger ledger, RecordLedger customers, ErasureLedger erasures)
    : IDurabilityClient
{
    public async Task RunAsync(ServerGate gate, CancellationToken end, CancellationToken cancellation)
    {
        while (!end.IsCancellationRequested)
        {
            var batch = InteractionBatch.Next(plan, ledger, InteractionPlan.ErasedLength);
            string customer = batch.Interactions[0].CustomerId;
            await RepeatAsync(() => WriteAsync(batch, cancellation), gate, cancellation).ConfigureAwait(false);
            await RepeatAsync(() => PutAsync(customer, cancellation), gate, cancellation).ConfigureAwait(false);
            if (batch.First / InteractionPlan.ErasedLength % 2 == 0)
                await RepeatAsync(() => EraseAsync(customer, cancellation), gate, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task RepeatAsync(Func<Task> write, ServerGate gate, CancellationToken cancellation)
    {
        for (bool done = false; !done;)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await write().ConfigureAwait(false);
                done = true;
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(5, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(InteractionBatch batch, CancellationToken cancellation)
    {
        var request = new WriteInteractionsRequest { Interactions = { batch.Interactions } };
        var answer = await client.Interactions
            .WriteInteractionsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        for (int i = 0; i < answer.Results.Count; i++)
            batch.Note(i, answer.Results[i].Outcome == InteractionOutcome.Rejected);
    }

    private async Task PutAsync(string customer, CancellationToken cancellation)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"about {customer}");
        customers.Begin(customer, text);
        await client.Customers.UpdateCustomerAsync(
            new UpdateCustomerRequest
            {
                Customer = new Customer { Id = customer, DisplayName = text }, AllowMissing = true,
            },
            cancellationToken: cancellation).ConfigureAwait(false);
        customers.Acknowledge(customer);
    }

    private async Task EraseAsync(string customer, CancellationToken cancellation)
    {
        customers.Begin(customer, null);
        erasures.Begin(customer);
        await client.Customers.DeleteCustomerAsync(
            new DeleteCustomerRequest { CustomerId = customer, AllowMissing = true },
            cancellationToken: cancellation).ConfigureAwait(false);
        customers.Acknowledge(customer);
        erasures.Acknowledge(customer);
    }
}
