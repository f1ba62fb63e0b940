using Google.Protobuf.WellKnownTypes;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.V1;

namespace Recsys.Bench.Ingestion;

/// <summary>
/// Follows interactions to their effect: asks for a customer's recommendations, writes that they bought the first of
/// them, and asks again for an answer that reflects it. The product must be gone from it.
/// </summary>
internal sealed class EffectProbe(
    RecsysClient client, IReadOnlyList<string> customers, ILoadClock clock, DateTimeOffset now)
{
    private const int PageSize = 10;
    // The first calls compile what they run; a server that has served for a minute no longer does.
    private const int WarmUp = 200;

    /// <summary>Measures some purchases, one after the other.</summary>
    /// <exception cref="BenchException">An answer did not reflect the purchase.</exception>
    public async Task<EffectResult> RunAsync(string name, int samples, int offset, CancellationToken cancellation)
    {
        var (whole, write, ask) = (new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
        for (int i = -WarmUp; i < samples; i++)
        {
            string customer = customers[(offset + WarmUp + i) % customers.Count];
            var before = await AskAsync(customer, 0, cancellation).ConfigureAwait(false);
            if (before.Recommendations.Count == 0) continue;
            string product = before.Recommendations[0].ProductId;

            long began = clock.NowNs;
            long position = await BuyAsync(customer, product, cancellation).ConfigureAwait(false);
            long written = clock.NowNs;
            var after = await AskAsync(customer, position, cancellation).ConfigureAwait(false);
            long answered = clock.NowNs;

            if (after.Recommendations.Any(item => item.ProductId == product))
                throw new BenchException($"Customer {customer} bought {product} and was offered it again.");
            if (after.Provenance.JournalPosition < position)
                throw new BenchException($"An answer reflects {after.Provenance.JournalPosition}, not {position}.");
            if (i < 0) continue;
            whole.Record(answered - began);
            write.Record(written - began);
            ask.Record(answered - written);
        }
        return new EffectResult(name, whole.Summarize(), write.Summarize(), ask.Summarize());
    }

    private async Task<RecommendForUserResponse> AskAsync(
        string customer, long position, CancellationToken cancellation)
    {
        var request = new RecommendForUserRequest
        {
            CustomerId = customer, PageSize = PageSize, MinJournalPosition = position,
        };
        return await client.Recommendations
            .RecommendForUserAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private async Task<long> BuyAsync(string customer, string product, CancellationToken cancellation)
    {
        var purchase = new Interaction
        {
            Id = Guid.NewGuid().ToString("N"),
            CustomerId = customer,
            ProductId = product,
            Type = InteractionType.Purchase,
            EventTime = Timestamp.FromDateTimeOffset(now),
            Quantity = 1,
            Price = 1,
        };
        var answer = await client.Interactions.WriteInteractionsAsync(
            new WriteInteractionsRequest { Interactions = { purchase } },
            cancellationToken: cancellation).ConfigureAwait(false);
        return answer.AcceptedCount == 1
            ? answer.JournalPosition
            : throw new BenchException($"A purchase was not accepted: {answer}");
    }
}
