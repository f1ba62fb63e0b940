using Recsys.LoadTest;

namespace Recsys.Bench.Ingestion;

/// <summary>What one phase measured.</summary>
/// <param name="Name">What was sent.</param>
/// <param name="Seconds">How long.</param>
/// <param name="OfferedPerSecond">Interactions due each second; null where streams sent as fast as they could.</param>
/// <param name="InteractionsPerSecond">Interactions acknowledged as durable each second; 0 where none was sent.</param>
/// <param name="Acknowledgement">Latency of a batch's acknowledgement; null where none was sent.</param>
/// <param name="Recommend">Latency of RecommendForUser; null where it was not called.</param>
/// <param name="RecommendFailures">Calls of it that failed.</param>
/// <param name="ServerCores">Processors the server used on average.</param>
/// <param name="ClientCores">Processors this process used on average, which measures and makes the load.</param>
/// <param name="ServerResidentBytes">Memory of the server at its end.</param>
public sealed record PhaseResult(
    string Name, double Seconds, double? OfferedPerSecond, double InteractionsPerSecond,
    LatencySummary? Acknowledgement, LatencySummary? Recommend, long RecommendFailures, double ServerCores,
    double ClientCores, long ServerResidentBytes);
