using Recsys.Bench.Processes;
using Recsys.LoadTest;

namespace Recsys.Bench.Fronts;

/// <summary>One call by one way, a number of them always under way; adds up over rounds.</summary>
internal sealed class FrontLoad(FrontWay way, HttpClient client, BenchServer server, ILoadClock clock)
{
    private readonly LatencyHistogram _times = new();
    private long _bytes;
    private double _seconds;
    private double _serverSeconds;
    private int _next;

    /// <summary>Calls for some seconds.</summary>
    /// <exception cref="BenchException">A call failed.</exception>
    public async Task RunForAsync(double seconds, int inFlight, CancellationToken cancellation)
    {
        double used = server.Usage.CpuSeconds;
        long began = clock.NowNs;
        long end = began + (long)(seconds * 1e9);
        var workers = Enumerable.Range(0, inFlight).Select(_ => WorkAsync(end, cancellation)).ToArray();
        foreach (var (times, bytes) in await Task.WhenAll(workers).ConfigureAwait(false))
        {
            _times.Add(times);
            _bytes += bytes;
        }
        _seconds += (clock.NowNs - began) / 1e9;
        _serverSeconds += server.Usage.CpuSeconds - used;
    }

    /// <summary>What all rounds gave.</summary>
    public FrontResult Result() => new(
        way.Call, way.Way, _times.Count / _seconds, _times.Summarize(), _serverSeconds * 1e6 / _times.Count,
        (double)_bytes / _times.Count);

    /// <summary>Makes some calls that are not counted.</summary>
    public async Task WarmUpAsync(int calls, CancellationToken cancellation)
    {
        for (int i = 0; i < calls; i++) await CallAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<(LatencyHistogram Times, long Bytes)> WorkAsync(long end, CancellationToken cancellation)
    {
        var times = new LatencyHistogram();
        long bytes = 0;
        while (clock.NowNs < end)
        {
            long began = clock.NowNs;
            bytes += await CallAsync(cancellation).ConfigureAwait(false);
            times.Record(clock.NowNs - began);
        }
        return (times, bytes);
    }

    private async Task<int> CallAsync(CancellationToken cancellation)
    {
        using var request = way.Request(Interlocked.Increment(ref _next) & int.MaxValue);
        using var answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        if (!way.IsGood(answer, body))
            throw new BenchException($"{way.Call} by {way.Way} was answered {(int)answer.StatusCode}, not well.");
        return body.Length;
    }
}
