using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;

namespace Recsys.Server.Models;

/// <summary>
/// Runs requests of many kinds through a new snapshot before it counts as ready: code is compiled, tables are read and
/// pools are filled at the first uses, and those should not be a customer's.
/// </summary>
internal sealed class PipelineWarmUp(
    RecommendationPipeline pipeline, RecsysStore store, ServerOptions options, TimeProvider time)
{
    private const int Customers = 64;

    private static readonly string[] Pipelines = ["home", "similar"];
    private static readonly int[] CandidateCounts = [500, 100, 1000];

    /// <summary>Runs requests with a snapshot, live or not, which must stay for that long.</summary>
    public async Task RunAsync(PipelineSnapshot snapshot, CancellationToken cancellation)
    {
        var products = store.Products.Columns;
        if (products.Count == 0) return;
        var customers = await store.Customers.ListAsync("", Customers, cancellation);
        var pace = WarmUpPace.Of(options.WarmUpTime);
        while (pace.Next())
        {
            string customer = customers.Items.Count == 0
                ? ""
                : customers.Items[pace.Rounds % customers.Items.Count].Value.Id;
            foreach (string name in Pipelines)
                await pipeline.RehearseAsync(
                    snapshot, Request(name, pace.Rounds, customer, products), cancellation);
        }
    }

    // Rows far apart, so that all of the tables is seen. Now and then what few requests ask for.
    private RecommendationRequest Request(string name, int round, string customer, ProductColumns products)
    {
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        int row = (int)(round * 2_654_435_761L % products.Count);
        bool isSimilar = name == "similar";
        bool isPlain = round % 4 != 3;
        return new RecommendationRequest
        {
            Pipeline = name,
            CustomerId = isSimilar ? "" : customer,
            AnchorRow = isSimilar ? row : -1,
            CandidateCount = CandidateCounts[round % CandidateCounts.Length],
            SessionEvents = isPlain ? [] : [new HistoryEvent(row, nowMs, 0, 0, InteractionType.View)],
            Temperature = isPlain ? 0 : 0.5f,
            Diversity = isPlain ? 0 : 0.2f,
            PromotionThreshold = isPlain ? null : 0.5f,
            Seed = (ulong)round,
            NowMs = nowMs,
        };
    }
}
