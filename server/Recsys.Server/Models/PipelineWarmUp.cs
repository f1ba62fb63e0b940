using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Server.Models;

/// <summary>
/// Runs a new snapshot a few times before it counts as ready: code is compiled and pages are read at the first use,
/// and that should not be a customer's.
/// </summary>
internal sealed class PipelineWarmUp(RecommendationPipeline pipeline, ProductColumns products, TimeProvider time)
{
    // Enough for the runtime to compile the path; optimizing it takes traffic.
    private const int Rounds = 3;

    private static readonly string[] Pipelines = ["home", "similar"];

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (products.Count == 0) return;
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (int round = 0; round < Rounds; round++)
        {
            int row = round % products.Count;
            foreach (string name in Pipelines)
            {
                await pipeline.ExecuteAsync(
                    new RecommendationRequest
                    {
                        Pipeline = name,
                        AnchorRow = name == "similar" ? row : -1,
                        SessionEvents = [new HistoryEvent(row, nowMs, 0, 0, InteractionType.View)],
                        NowMs = nowMs,
                    },
                    cancellation);
            }
        }
    }
}
