using FASTER.core;
using Recsys.Pipeline.Features;
using Recsys.Storage.State;

namespace Recsys.Storage.Histories;

/// <summary>One thread's access to histories.</summary>
internal sealed class HistorySession : IDisposable
{
    private static readonly SessionVariableLengthStructSettings<SpanByte, HistoryInput> Lengths =
        new() { valueLength = new HistoryLengths() };

    private readonly ClientSession<SpanByte, SpanByte, HistoryInput, UserHistory?, Empty, HistoryFunctions> _session;

    public HistorySession(Kv store) => _session = store.For(new HistoryFunctions())
        .NewSession<HistoryFunctions>(sessionVariableLengthStructSettings: Lengths);

    /// <summary>
    /// Starts a read. The result is there unless it is pending; then <see cref="FinishAsync"/> brings it.
    /// </summary>
    /// <returns>Whether the result is there.</returns>
    public bool TryRead(byte kind, string id, out UserHistory? history)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        var key = StateKey.Of(kind, id, memory);
        history = null;
        return !_session.Read(ref key, ref history).IsPending;
    }

    public async ValueTask<UserHistory?> FinishAsync(CancellationToken cancellation)
    {
        using var outputs = await _session.CompletePendingWithOutputsAsync(token: cancellation);
        return outputs.Next() && outputs.Current.Status.Found ? outputs.Current.Output : null;
    }

    /// <summary>Applies an event. Ids and country lie in memory that does not move.</summary>
    /// <returns>Whether it is the first of a new history.</returns>
    public bool Apply(byte kind, ReadOnlySpan<byte> id, in HistoryEvent item, ReadOnlySpan<byte> country)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        var key = StateKey.Of(kind, id, memory);
        var input = new HistoryInput { Event = item, Country = SpanByte.FromFixedSpan(country) };
        // Events of one customer keep their order: the next one waits until this one is in.
        var status = _session.RMW(ref key, ref input);
        if (!status.IsPending) return status.Record.Created;
        _session.CompletePendingWithOutputs(out var outputs, wait: true);
        using (outputs) return outputs.Next() && outputs.Current.Status.Record.Created;
    }

    /// <summary>Whether there is a history.</summary>
    public bool Has(byte kind, ReadOnlySpan<byte> id)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        var key = StateKey.Of(kind, id, memory);
        UserHistory? history = null;
        var status = _session.Read(ref key, ref history);
        if (!status.IsPending) return status.Found;
        _session.CompletePendingWithOutputs(out var outputs, wait: true);
        using (outputs) return outputs.Next() && outputs.Current.Status.Found;
    }

    /// <summary>Removes a history.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(byte kind, ReadOnlySpan<byte> id)
    {
        if (!Has(kind, id)) return false;
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        var key = StateKey.Of(kind, id, memory);
        var status = _session.Delete(ref key);
        if (status.IsPending) _session.CompletePending(wait: true);
        return true;
    }

    public void Dispose() => _session.Dispose();
}
