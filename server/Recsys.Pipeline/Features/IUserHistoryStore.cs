namespace Recsys.Pipeline.Features;

/// <summary>Where the pipeline reads what it knows of a customer.</summary>
public interface IUserHistoryStore
{
    /// <summary>Reads one customer's history.</summary>
    /// <returns>A history of the caller's own, or null for a customer who never did anything.</returns>
    ValueTask<UserHistory?> ReadAsync(string customerId, CancellationToken cancellation);
}
