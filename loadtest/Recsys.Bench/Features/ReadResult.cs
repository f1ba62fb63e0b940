using Recsys.LoadTest;

namespace Recsys.Bench.Features;

/// <summary>How long reading took in one way.</summary>
/// <param name="Name">The way.</param>
/// <param name="Latency">Time to read all products of one request.</param>
public sealed record ReadResult(string Name, LatencySummary Latency);
