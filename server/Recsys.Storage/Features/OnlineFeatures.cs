using FASTER.core;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Features.Online;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>
/// Features of customers, sessions and products, updated with every interaction before it is answered. A record that
/// an earlier schema wrote is read with what both have; new features start at their defaults.
/// </summary>
public sealed class OnlineFeatures : IDisposable
{
    private readonly SessionPool<FeatureSession> _sessions;
    private readonly StoreState _state;

    internal OnlineFeatures(StoreState state)
    {
        _state = state;
        _sessions = new SessionPool<FeatureSession>(
            () => new FeatureSession(state.Histories.Kv, state.Layouts, state.Sessions),
            Environment.ProcessorCount * 2);
    }

    /// <summary>What is kept.</summary>
    public OnlineFeatureSchema Schema => _state.FeatureSchema;

    /// <summary>Numbers of all products in memory by catalogue row, for the request path.</summary>
    public ProductActivity Activity => _state.Activity;

    /// <summary>Features of a customer.</summary>
    /// <returns>Null for a customer who never did anything.</returns>
    public ValueTask<OnlineFeatureSet?> ReadCustomerAsync(
        string customerId, CancellationToken cancellation = default) =>
        ReadAsync(StateKey.CustomerHistory, customerId, ToSet(OnlineEntity.Customer), cancellation);

    /// <summary>Features of a session, anonymous or not.</summary>
    /// <returns>Null for a session in which nothing happened.</returns>
    public ValueTask<OnlineFeatureSet?> ReadSessionAsync(string sessionId, CancellationToken cancellation = default) =>
        ReadAsync(StateKey.SessionHistory, sessionId, ToSet(OnlineEntity.Session), cancellation);

    /// <summary>Features of a product, also of a deleted one, by catalogue row.</summary>
    /// <returns>Null for a product nobody did anything with.</returns>
    public ValueTask<OnlineFeatureSet?> ReadProductAsync(int row, CancellationToken cancellation = default)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        return ReadAsync(StateKey.OfRow(row, memory), ToSet(OnlineEntity.Product), cancellation);
    }

    /// <summary>The category or brand a key of counts stands for; empty when no product has it any more.</summary>
    public string NameOf(ulong key)
    {
        var columns = _state.Columns;
        int category = columns.Categories.FindHash(key);
        return System.Text.Encoding.UTF8.GetString(
            category > 0 ? columns.Categories.Name(category) : columns.Brands.Name(columns.Brands.FindHash(key)));
    }

    /// <summary>Ends reading.</summary>
    public void Dispose() => _sessions.Dispose();

    /// <summary>Fills a history of the caller's; the request path, which allocates nothing where no disk is
    /// waited for.</summary>
    /// <returns>False where there is none.</returns>
    internal ValueTask<bool> ReadHistoryAsync(
        byte kind, string id, UserHistory history, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(history);
        if (id.Length is 0 or > StorageLimits.IdLength) return default;
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        var session = _sessions.Rent();
        if (!session.TryRead(StateKey.Of(kind, id, memory), out var bytes))
            return FinishHistoryAsync(session, kind, history, cancellation);
        try
        {
            return new ValueTask<bool>(Fill(kind, history, bytes));
        }
        finally
        {
            _sessions.Return(session);
        }
    }

    private async ValueTask<bool> FinishHistoryAsync(
        FeatureSession session, byte kind, UserHistory history, CancellationToken cancellation) =>
        await FinishAsync(session, bytes => Fill(kind, history, bytes) ? history : null, cancellation) is not null;

    // What is left of a session whose customer was erased is not there for anyone.
    private bool Fill(byte kind, UserHistory history, FeatureBytes? bytes)
    {
        if (bytes is null || (kind == StateKey.SessionHistory && _state.Sessions.IsErased(bytes.Record))) return false;
        RecordValues.Fill(history, _state.Layouts.Of(bytes.Record), bytes.Record);
        return true;
    }

    private Func<FeatureBytes, OnlineFeatureSet?> ToSet(OnlineEntity entity) => bytes =>
        entity == OnlineEntity.Session && _state.Sessions.IsErased(bytes.Record)
            ? null
            : RecordValues.ToSet(_state.Layouts.Of(bytes.Record), bytes.Record, Schema.Of(entity));

    private ValueTask<T?> ReadAsync<T>(
        byte kind, string id, Func<FeatureBytes, T?> make, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length is 0 or > StorageLimits.IdLength) return default;
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        return ReadAsync(StateKey.Of(kind, id, memory), make, cancellation);
    }

    private ValueTask<T?> ReadAsync<T>(SpanByte key, Func<FeatureBytes, T?> make, CancellationToken cancellation)
        where T : class
    {
        var session = _sessions.Rent();
        if (!session.TryRead(key, out var bytes)) return FinishAsync(session, make, cancellation);
        try
        {
            return new ValueTask<T?>(bytes is null ? null : make(bytes));
        }
        finally
        {
            _sessions.Return(session);
        }
    }

    private async ValueTask<T?> FinishAsync<T>(
        FeatureSession session, Func<FeatureBytes, T?> make, CancellationToken cancellation)
        where T : class
    {
        // A session whose read was given up still has it pending and is not used again.
        bool finished = false;
        try
        {
            var bytes = await session.FinishAsync(cancellation);
            var result = bytes is null ? null : make(bytes);
            finished = true;
            return result;
        }
        finally
        {
            if (finished) _sessions.Return(session);
            else session.Dispose();
        }
    }
}
