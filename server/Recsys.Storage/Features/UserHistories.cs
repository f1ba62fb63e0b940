using Recsys.Pipeline.Features;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>
/// What customers and anonymous sessions did, as the next request is to see it: part of their features.
/// </summary>
public sealed class UserHistories : IUserHistoryStore
{
    private readonly OnlineFeatures _features;

    internal UserHistories(OnlineFeatures features) => _features = features;

    /// <summary>Reads one customer's history.</summary>
    /// <returns>A history of the caller's own, or null for a customer who never did anything.</returns>
    public ValueTask<UserHistory?> ReadAsync(string customerId, CancellationToken cancellation = default) =>
        ReadNewAsync(StateKey.CustomerHistory, customerId, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(
        string customerId, UserHistory history, CancellationToken cancellation = default) =>
        _features.ReadHistoryAsync(StateKey.CustomerHistory, customerId, history, cancellation);

    /// <summary>Reads the history of one session, anonymous or not.</summary>
    /// <returns>A history of the caller's own, or null for a session in which nothing happened.</returns>
    public ValueTask<UserHistory?> ReadSessionAsync(string sessionId, CancellationToken cancellation = default) =>
        ReadNewAsync(StateKey.SessionHistory, sessionId, cancellation);

    private async ValueTask<UserHistory?> ReadNewAsync(byte kind, string id, CancellationToken cancellation)
    {
        var history = new UserHistory();
        return await _features.ReadHistoryAsync(kind, id, history, cancellation) ? history : null;
    }
}
