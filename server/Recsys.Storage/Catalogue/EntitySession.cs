using FASTER.core;
using Recsys.Storage.State;

namespace Recsys.Storage.Catalogue;

/// <summary>One thread's access to stored products and customers.</summary>
internal sealed class EntitySession : IDisposable
{
    private const int ShortBytes = 512;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, SpanByteAndMemory, Empty, EntityFunctions> _session;

    private readonly LogAccessor<SpanByte, SpanByte> _log;

    // Pinned, and the session's: a read that waits for the disk still writes here when it comes back.
    private readonly byte[] _short = GC.AllocateUninitializedArray<byte>(ShortBytes, pinned: true);

    public EntitySession(Kv store) =>
        (_session, _log) = (store.For(new EntityFunctions()).NewSession<EntityFunctions>(), store.Log);

    /// <summary>Reads a value, waiting for the disk where it is not in memory.</summary>
    /// <returns>Its bytes, or null.</returns>
    public byte[]? Read(byte kind, string id)
    {
        while (true)
        {
            long begin = _log.BeginAddress;
            var status = Begin(kind, id, out var output);
            byte[]? found;
            if (status.IsPending)
            {
                _session.CompletePendingWithOutputs(out var outputs, wait: true);
                using (outputs)
                    found = outputs.Next() ? Take(outputs.Current.Status, outputs.Current.Output) : null;
            }
            else
            {
                found = Take(status, output);
            }
            // Compaction may have moved the record away meanwhile: then it is found in its new place.
            if (found is not null || _log.BeginAddress == begin) return found;
        }
    }

    /// <summary>Reads a value that may be on disk.</summary>
    public ValueTask<byte[]?> ReadAsync(byte kind, string id, CancellationToken cancellation)
    {
        while (true)
        {
            long begin = _log.BeginAddress;
            var status = Begin(kind, id, out var output);
            if (status.IsPending) return FinishAsync(kind, id, begin, cancellation);
            var found = Take(status, output);
            if (found is not null || _log.BeginAddress == begin) return new ValueTask<byte[]?>(found);
        }
    }

    /// <summary>
    /// Reads a part of a value that may be on disk. Where the value is in memory and short, nothing but the part is
    /// allocated.
    /// </summary>
    /// <returns>The part; what <paramref name="part"/> makes of no bytes where there is no value.</returns>
    public ValueTask<TPart> ReadPartAsync<TPart>(
        byte kind, string id, RecordPart<TPart> part, CancellationToken cancellation)
    {
        while (true)
        {
            long begin = _log.BeginAddress;
            var output = new SpanByteAndMemory(SpanByte.FromFixedSpan(_short));
            var status = BeginInto(kind, id, ref output);
            if (status.IsPending) return FinishPartAsync(kind, id, begin, part, cancellation);
            if (status.Found) return new ValueTask<TPart>(PartOf(output, part));
            if (_log.BeginAddress == begin) return new ValueTask<TPart>(part([]));
        }
    }

    /// <summary>Writes a value that lies in memory which does not move.</summary>
    public void Upsert(SpanByte key, ReadOnlySpan<byte> fixedValue)
    {
        var value = SpanByte.FromFixedSpan(fixedValue);
        var status = _session.Upsert(ref key, ref value);
        if (status.IsPending) _session.CompletePending(wait: true);
    }

    /// <summary>Removes a value; the key lies in memory which does not move.</summary>
    public void Delete(SpanByte key)
    {
        var status = _session.Delete(ref key);
        if (status.IsPending) _session.CompletePending(wait: true);
    }

    public void Dispose() => _session.Dispose();

    private Status Begin(byte kind, string id, out SpanByteAndMemory output)
    {
        output = default;
        return BeginInto(kind, id, ref output);
    }

    private Status BeginInto(byte kind, string id, ref SpanByteAndMemory output)
    {
        Span<byte> memory = stackalloc byte[State.StateKey.MostBytes];
        var key = State.StateKey.Of(kind, id, memory);
        var status = _session.Read(ref key, ref output);
        // What the device read at once has come back already.
        if (!status.IsPending || !_session.CompletePendingWithOutputs(out var outputs)) return status;
        using (outputs)
        {
            if (outputs.Next()) (status, output) = (outputs.Current.Status, outputs.Current.Output);
        }
        return status;
    }

    // Compaction may have moved the record away while the disk was asked for it: then it is found in its new place.
    private async ValueTask<byte[]?> FinishAsync(byte kind, string id, long begin, CancellationToken cancellation)
    {
        using (var outputs = await _session.CompletePendingWithOutputsAsync(token: cancellation))
        {
            var found = outputs.Next() ? Take(outputs.Current.Status, outputs.Current.Output) : null;
            if (found is not null || _log.BeginAddress == begin) return found;
        }
        return await ReadAsync(kind, id, cancellation);
    }

    private async ValueTask<TPart> FinishPartAsync<TPart>(
        byte kind, string id, long begin, RecordPart<TPart> part, CancellationToken cancellation)
    {
        using (var outputs = await _session.CompletePendingWithOutputsAsync(token: cancellation))
        {
            if (outputs.Next() && outputs.Current.Status.Found) return PartOf(outputs.Current.Output, part);
            if (_log.BeginAddress == begin) return part([]);
        }
        return await ReadPartAsync(kind, id, part, cancellation);
    }

    private TPart PartOf<TPart>(SpanByteAndMemory output, RecordPart<TPart> part)
    {
        if (output.IsSpanByte) return part(_short.AsSpan(0, output.Length));
        using (output.Memory) return part(output.Memory.Memory.Span[..output.Length]);
    }

    private static byte[]? Take(Status status, SpanByteAndMemory output)
    {
        if (!status.Found) return null;
        using (output.Memory) return output.Memory.Memory.Span[..output.Length].ToArray();
    }
}
