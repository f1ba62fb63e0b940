using Recsys.Pipeline.Features;
using Recsys.Storage.State;

namespace Recsys.Storage.Histories;

/// <summary>What customers and anonymous sessions did, as the next request is to see it.</summary>
public sealed class UserHistories : IUserHistoryStore, IDisposable
{
    private readonly SessionPool<HistorySession> _sessions;

    internal UserHistories(StateStore store) =>
        _sessions = new SessionPool<HistorySession>(() => new HistorySession(store.Kv), Environment.ProcessorCount * 2);

    /// <summary>Reads one customer's history.</summary>
    /// <returns>A history of the caller's own, or null for a customer who never did anything.</returns>
    public ValueTask<UserHistory?> ReadAsync(string customerId, CancellationToken cancellation = default) =>
        ReadAsync(StateKey.CustomerHistory, customerId, cancellation);

    /// <summary>Reads the history of one session, anonymous or not.</summary>
    /// <returns>A history of the caller's own, or null for a session in which nothing happened.</returns>
    public ValueTask<UserHistory?> ReadSessionAsync(string sessionId, CancellationToken cancellation = default) =>
        ReadAsync(StateKey.SessionHistory, sessionId, cancellation);

    /// <summary>Ends reading.</summary>
    public void Dispose() => _sessions.Dispose();

    private ValueTask<UserHistory?> ReadAsync(byte kind, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length is 0 or > StorageLimits.IdLength) return default;
        var session = _sessions.Rent();
        if (!session.TryRead(kind, id, out var history)) return FinishAsync(session, cancellation);
        _sessions.Return(session);
        return new ValueTask<UserHistory?>(history);
    }

    private async ValueTask<UserHistory?> FinishAsync(HistorySession session, CancellationToken cancellation)
    {
        // A session whose read was given up still has it pending and is not used again.
        bool finished = false;
        try
        {
            var history = await session.FinishAsync(cancellation);
            finished = true;
            return history;
        }
        finally
        {
            if (finished) _sessions.Return(session);
            else session.Dispose();
        }
    }
}
