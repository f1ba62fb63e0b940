using FASTER.core;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>One thread's access to stored features.</summary>
internal sealed class FeatureSession : IDisposable
{
    private readonly ClientSession<SpanByte, SpanByte, FeatureInput, FeatureBytes?, Empty, FeatureFunctions> _session;
    private readonly FeatureFunctions _functions;
    private readonly LogAccessor<SpanByte, SpanByte> _log;
    private FeatureBytes _read = new();
    private long _logBegin;

    public FeatureSession(Kv store, LayoutRegister layouts, SessionBounds sessions)
    {
        _log = store.Log;
        _functions = new FeatureFunctions(layouts, sessions);
        _session = store.For(_functions).NewSession<FeatureFunctions>(
            sessionVariableLengthStructSettings: new SessionVariableLengthStructSettings<SpanByte, FeatureInput>
            {
                valueLength = new FeatureLengths(layouts, sessions),
            });
    }

    /// <summary>
    /// Starts a read. The result is there unless it is pending; then <see cref="FinishAsync"/> brings it. It holds
    /// until the session's next read.
    /// </summary>
    /// <returns>Whether the result is there.</returns>
    public bool TryRead(SpanByte key, out FeatureBytes? found)
    {
        while (true)
        {
            _logBegin = _log.BeginAddress;
            FeatureBytes? output = _read;
            var status = _session.Read(ref key, ref output);
            // What the device read at once has come back already.
            if (status.IsPending && _session.CompletePendingWithOutputs(out var outputs))
            {
                using (outputs) if (outputs.Next()) status = outputs.Current.Status;
            }
            found = status.Found ? output : null;
            // One that is pending keeps what it reads into.
            if (status.IsPending) _read = new FeatureBytes();
            // The log's begin may pass the record's old place between FASTER's look into the index and into the log.
            if (status.IsPending || found is not null || !HasMoved) return !status.IsPending;
        }
    }

    public async ValueTask<FeatureBytes?> FinishAsync(CancellationToken cancellation)
    {
        while (true)
        {
            byte[] key;
            using (var outputs = await _session.CompletePendingWithOutputsAsync(token: cancellation))
            {
                if (!outputs.Next()) return null;
                if (outputs.Current.Status.Found) return outputs.Current.Output;
                if (!HasMoved) return null;
                key = Pinned(outputs.Current.Key.AsReadOnlySpan());
            }
            if (TryRead(SpanByte.FromFixedSpan(key), out var found)) return found;
        }
    }

    /// <summary>Reads, waiting for the disk where it must.</summary>
    public FeatureBytes? Read(SpanByte key)
    {
        while (true)
        {
            if (TryRead(key, out var found)) return found;
            _session.CompletePendingWithOutputs(out var outputs, wait: true);
            using (outputs)
            {
                if (outputs.Next() && outputs.Current.Status.Found) return outputs.Current.Output;
            }
            if (!HasMoved) return null;
        }
    }

    /// <summary>Applies an interaction. Key and country lie in memory that does not move.</summary>
    /// <param name="key">Whose features.</param>
    /// <param name="input">The interaction.</param>
    /// <param name="result">Gets a copy of the record as it is then; null where nobody asks.</param>
    /// <returns>Whether it is the first of a new record, or of a session that begins anew.</returns>
    public bool Apply(SpanByte key, ref FeatureInput input, FeatureBytes? result = null)
    {
        long begunAnew = _functions.BegunAnew;
        // Interactions of one record keep their order: the next one waits until this one is in.
        var status = _session.RMW(ref key, ref input, ref result);
        if (status.IsPending)
        {
            _session.CompletePendingWithOutputs(out var outputs, wait: true);
            using (outputs) if (outputs.Next()) status = outputs.Current.Status;
        }
        return status.Record.Created || _functions.BegunAnew > begunAnew;
    }

    /// <summary>Removes a record.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(SpanByte key)
    {
        if (Read(key) is null) return false;
        var status = _session.Delete(ref key);
        if (status.IsPending) _session.CompletePending(wait: true);
        return true;
    }

    public void Dispose() => _session.Dispose();

    // Compaction may have moved the record away while the disk was asked for it: then it is found in its new place.
    private bool HasMoved => _log.BeginAddress != _logBegin;

    private static byte[] Pinned(ReadOnlySpan<byte> bytes)
    {
        var copy = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(copy);
        return copy;
    }
}
