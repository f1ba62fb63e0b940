namespace Recsys.Bench.Recovery;

/// <summary>What a store was filled with.</summary>
/// <param name="Interactions">Interactions accepted.</param>
/// <param name="Customers">Customers with a record.</param>
/// <param name="Products">Products.</param>
/// <param name="Histories">Customers and sessions with a history.</param>
/// <param name="BeyondBytes">Journal beyond the last checkpoint.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="AppendsPerSecond">Interactions appended a second, in this process, without gRPC.</param>
public sealed record FillResult(
    long Interactions, long Customers, long Products, long Histories, long BeyondBytes, double Seconds,
    double AppendsPerSecond);
