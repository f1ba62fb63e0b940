namespace Recsys.Bench.Durability;

/// <summary>A client that writes for as long as it may, through one kill of its server after another.</summary>
internal interface IDurabilityClient
{
    /// <summary>
    /// Writes until it is told to end, then waits for what it wrote last to be acknowledged.
    /// </summary>
    /// <param name="gate">Waits here whenever the server does not answer.</param>
    /// <param name="end">Ends it in good order.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="BenchException">The server said something it must not say.</exception>
    Task RunAsync(ServerGate gate, CancellationToken end, CancellationToken cancellation);
}
