using Recsys.LoadTest;

namespace Recsys.Bench.Recovery;

/// <summary>What opening a store took.</summary>
/// <param name="Seconds">Until it took reads and writes.</param>
/// <param name="Checkpoint">The checkpoint it began with; null for none.</param>
/// <param name="ReplayedRecords">Journal records applied after it.</param>
/// <param name="Interactions">Interactions it then held.</param>
/// <param name="Customers">Customers it then held.</param>
/// <param name="Products">Products it then held.</param>
/// <param name="Histories">Histories it then held.</param>
/// <param name="StateMemoryBytes">Memory taken by its state.</param>
/// <param name="ResidentBytes">Memory of the whole process then.</param>
/// <param name="PeakResidentBytes">The most the process ever held.</param>
/// <param name="Reads">Latency of reading histories of customers drawn at random, from memory or from disk.</param>
/// <param name="Warnings">What was damaged; empty when all was well.</param>
public sealed record OpenResult(
    double Seconds, string? Checkpoint, long ReplayedRecords, long Interactions, long Customers, long Products,
    long Histories, long StateMemoryBytes, long ResidentBytes, long PeakResidentBytes, LatencySummary Reads,
    IReadOnlyList<string> Warnings);
