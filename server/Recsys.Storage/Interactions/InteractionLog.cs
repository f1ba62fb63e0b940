using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Errors;
using Recsys.Storage.Journal;
using Recsys.Storage.Records;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Interactions;

/// <summary>The journal of interactions: appended, made durable and applied to histories; read back in order.</summary>
public sealed class InteractionLog
{
    private readonly JournalLog _journal;
    private readonly StoreState _state;
    private readonly StoreWriter _writer;

    internal InteractionLog(JournalLog journal, StoreState state, StoreWriter writer) =>
        (_journal, _state, _writer) = (journal, state, writer);

    /// <summary>Interactions ever accepted.</summary>
    public long Count => _state.InteractionCount;

    /// <summary>
    /// Time of the newest accepted interaction in milliseconds since 1970-01-01 UTC; 0 when there is none.
    /// </summary>
    public long LatestMs => _state.LatestInteractionMs;

    /// <summary>
    /// Journal position up to which everything is applied: histories and catalogue reflect what lies before it.
    /// </summary>
    public long AppliedPosition => _state.AppliedPosition;

    /// <summary>Journal position up to which everything is durable.</summary>
    public long DurablePosition => _journal.DurablePosition;

    /// <summary>
    /// Appends interactions. Each is accepted, known already (its id was taken before, see
    /// <see cref="StorageOptions.DuplicateWindow"/>) or rejected for a reason, on its own; accepted ones are durable
    /// and in the histories when the call returns. Batches of thousands are fastest; small ones from many callers share
    /// a commit, and about 8 MiB go into one.
    /// </summary>
    /// <param name="items">
    /// At most <see cref="StorageLimits.InteractionsPerAppend"/>; must not change until the call returns.
    /// </param>
    /// <param name="cancellation">Stops waiting; whether the interactions were taken is then unknown, and sending them
    /// again is safe.</param>
    /// <exception cref="Errors.StorageFullException">
    /// The disk is full; none of them was taken, or, of more than one commit's worth, some of the first. Sending all
    /// again is safe.
    /// </exception>
    public async Task<AppendResult> AppendAsync(
        IReadOnlyList<Interaction> items, CancellationToken cancellation = default)
    {
        var mutation = new AppendMutation(items);
        await _writer.AddAsync(mutation, cancellation);
        return await mutation.Result.WaitAsync(cancellation);
    }

    /// <summary>Begins a stream of batches, with an id that no other has.</summary>
    public InteractionStream OpenStream()
    {
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id);
        return new InteractionStream(_writer, BinaryPrimitives.ReadUInt128LittleEndian(id), 0);
    }

    /// <summary>
    /// Goes on with a stream. Whoever had it before can append no more to it, so what
    /// <see cref="InteractionStream.LastBatch"/> says stays true.
    /// </summary>
    /// <param name="id">The stream's id.</param>
    /// <param name="batch">A batch that is known to be durable; taken where the stream is no longer remembered, see
    /// <see cref="StorageLimits.RememberedStreams"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="Errors.StorageException">The store cannot be written.</exception>
    public async Task<InteractionStream> ResumeStreamAsync(
        UInt128 id, long batch, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        var mutation = new ResumeMutation(_writer, new StreamMark(id, batch));
        await _writer.AddAsync(mutation, cancellation);
        try
        {
            return await mutation.Result.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            mutation.GiveUp();
            throw;
        }
    }

    /// <summary>
    /// Waits until everything before a journal position is applied: histories and catalogue reflect it then.
    /// </summary>
    /// <exception cref="Errors.StorageException">
    /// More than <see cref="StorageLimits.PositionWaiters"/> callers wait already.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public ValueTask WaitForAppliedAsync(long position, CancellationToken cancellation = default) =>
        _state.Waiters.WaitAsync(position, cancellation);

    /// <summary>
    /// Reads interactions in the order they were accepted, up to what is durable when reading gets there. Those of a
    /// customer who was erased since are nobody's: they name no customer, no session and no attribution token.
    /// </summary>
    /// <param name="fromPosition">0, which is wherever the journal begins, or a position another reading or an append
    /// gave.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="JournalPositionException">The position lies before the journal's begin.</exception>
    /// <exception cref="InvalidDataException">The position is none, or the journal is damaged there.</exception>
    public async IAsyncEnumerable<JournalledInteraction> ReadAllAsync(
        long fromPosition = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromPosition);
        long position = fromPosition == 0 ? _journal.BeginPosition : fromPosition;
        if (position < _journal.BeginPosition)
            throw new JournalPositionException(position, _journal.BeginPosition);
        var chunk = new InteractionChunk(_state.Columns, _state.Erased, new TextPool());
        while (position < _journal.DurablePosition)
        {
            cancellation.ThrowIfCancellationRequested();
            long reached = await Task.Run(() => chunk.Fill(_journal, position), cancellation);
            foreach (var item in chunk.Items) yield return item;
            if (reached == position)
                throw new InvalidDataException($"The journal cannot be read at position {position}.");
            position = reached;
        }
    }
}
