using Recsys.Client;
using Recsys.LoadTest;
using Recsys.V1;

namespace Recsys.Bench.Newcomers;

/// <summary>RecommendForUser, one call after the other.</summary>
internal sealed class RecommendLoad(RecsysClient client, IReadOnlyList<string> customers, ILoadClock clock)
{
    private int _next;

    /// <summary>Calls for some seconds.</summary>
    public async Task<LatencySummary> RunForAsync(double seconds, CancellationToken cancellation)
    {
        long end = clock.NowNs + (long)(seconds * 1e9);
        return await RunAsync(() => clock.NowNs < end, cancellation).ConfigureAwait(false);
    }

    /// <summary>Calls until it is cancelled.</summary>
    public Task<LatencySummary> RunAsync(CancellationToken until) =>
        RunAsync(() => !until.IsCancellationRequested, CancellationToken.None);

    private async Task<LatencySummary> RunAsync(Func<bool> more, CancellationToken cancellation)
    {
        var times = new LatencyHistogram();
        do
        {
            var request = new RecommendForUserRequest { CustomerId = customers[_next++ % customers.Count] };
            long began = clock.NowNs;
            await client.Recommendations.RecommendForUserAsync(request, cancellationToken: cancellation)
                .ConfigureAwait(false);
            times.Record(clock.NowNs - began);
        }
        while (more());
        return times.Summarize();
    }
}
