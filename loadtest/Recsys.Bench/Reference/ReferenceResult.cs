using Recsys.LoadTest;

namespace Recsys.Bench.Reference;

/// <summary>What one server did.</summary>
/// <param name="Server">Which one.</param>
/// <param name="Alone">Latency of one request at a time, as the client sees it.</param>
/// <param name="ServerSide">The same as the server sees it.</param>
/// <param name="StageMedians">Median of each of the server's stages, in microseconds.</param>
/// <param name="PerSecond">Requests answered per second with several in flight.</param>
/// <param name="Loaded">Latency with several in flight.</param>
/// <param name="CpuMicroseconds">Processor time of the server, and of the store it asks, per request.</param>
/// <param name="ResidentBytes">Memory of the server and of the store it asks.</param>
public sealed record ReferenceResult(
    string Server, LatencySummary Alone, LatencySummary ServerSide, IReadOnlyDictionary<string, double> StageMedians,
    double PerSecond, LatencySummary Loaded, double CpuMicroseconds, long ResidentBytes)
{
    /// <summary>Requests that one core answers in a second at that processor time.</summary>
    public double PerSecondAndCore => 1e6 / CpuMicroseconds;
}
