namespace Recsys.Pipeline.Features;

/// <summary>Where the pipeline reads what it knows of a customer.</summary>
public interface IUserHistoryStore
{
    /// <summary>Reads one customer's history.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="history">The caller's own; holds what is known, or what it held before.</param>
    /// <param name="cancellation">Ends a read that waits for the disk.</param>
    /// <returns>False for a customer who never did anything: <paramref name="history"/> is as it was.</returns>
    ValueTask<bool> ReadAsync(string customerId, UserHistory history, CancellationToken cancellation);
}
