namespace Recsys.Bench.Features;

/// <summary>How fast interactions were taken in one way.</summary>
/// <param name="Name">The way.</param>
/// <param name="InteractionsPerSecond">Interactions acknowledged a second.</param>
/// <param name="Durable">Whether what is acknowledged survives a crash.</param>
public sealed record IngestionResult(string Name, double InteractionsPerSecond, bool Durable);
