using Recsys.Pipeline.Interactions;
using Recsys.Storage.Errors;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Interactions;

/// <summary>
/// A stream of numbered batches, of which the store remembers the last that is durable: whoever goes on with it after
/// a break knows what need not be sent again. One caller at a time begins appends; several may be under way.
/// </summary>
public sealed class InteractionStream : IDisposable
{
    private readonly StoreWriter _writer;
    // Both belong to the writer's loop.
    private long _next;
    private bool _broken;

    internal InteractionStream(StoreWriter writer, UInt128 id, long lastBatch)
    {
        (_writer, Id, LastBatch) = (writer, id, lastBatch);
        _next = lastBatch + 1;
        _writer.Streams[id] = this;
    }

    /// <summary>Which stream it is: random, so that no two are the same.</summary>
    public UInt128 Id { get; }

    /// <summary>The last batch that was durable when the stream was opened here; 0 for a new stream.</summary>
    public long LastBatch { get; }

    /// <summary>
    /// Appends a batch, see <see cref="InteractionLog.AppendAsync"/>; its number is durable together with the last
    /// of its interactions. Once a batch failed none after it is taken, so a batch is durable only when all before it
    /// are.
    /// </summary>
    /// <param name="batch">Its number: one more than that of the append begun before it.</param>
    /// <param name="items">
    /// At most <see cref="StorageLimits.InteractionsPerAppend"/>, none of them is fine; must not change until the call
    /// returns.
    /// </param>
    /// <param name="cancellation">Stops waiting; whether the batch was taken is then unknown.</param>
    /// <exception cref="StorageException">
    /// A batch before it failed, somebody else goes on with the stream, or the store cannot be written.
    /// </exception>
    public async Task<AppendResult> AppendAsync(
        long batch, IReadOnlyList<Interaction> items, CancellationToken cancellation = default)
    {
        var mutation = new AppendMutation(items, this, batch);
        await _writer.AddAsync(mutation, cancellation);
        return await mutation.Result.WaitAsync(cancellation);
    }

    /// <summary>Lets go of the stream; it can be gone on with.</summary>
    public void Dispose() => _writer.Streams.TryRemove(KeyValuePair.Create(Id, this));

    internal void ThrowUnlessNext(long batch)
    {
        if (_broken || batch != _next || !_writer.Streams.TryGetValue(Id, out var owner) || owner != this)
            throw new StorageException($"Batch {batch} cannot follow: one before it failed, or the stream has moved.");
    }

    internal void Take() => _next++;

    internal void Break() => _broken = true;
}
