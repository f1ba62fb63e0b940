using System.Threading.Channels;
using FASTER.core;
using Recsys.Storage.Checkpoints;
using Recsys.Storage.Errors;
using Recsys.Storage.Journal;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Writing;

/// <summary>
/// The one writer. It takes what waits as a group: 1. every request decides and writes its records; 2. the group is committed to
/// the journal; 3. its records are applied to the state; 4. its requests are answered. While one group is committed
/// the next one gathers, so many small requests share a commit.
/// </summary>
internal sealed class StoreWriter : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private const int GroupBytes = 8 << 20;
    private readonly JournalLog _journal;
    private readonly StoreState _state;
    private readonly Checkpointer _checkpointer;
    private readonly StorageOptions _options;
    private readonly WriteGroup _group;
    private readonly List<Mutation> _mutations = [];
    private readonly Channel<Mutation> _waiting = Channel.CreateBounded<Mutation>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _loop;
    private long _nextCheckpoint;
    private volatile StorageException? _broken;

    public StoreWriter(
        JournalLog journal, StoreState state, Checkpointer checkpointer, StorageOptions options, TimeProvider clock)
    {
        (_journal, _state, _checkpointer, _options) = (journal, state, checkpointer, options);
        _group = new WriteGroup(state, clock);
        _nextCheckpoint = Math.Max(checkpointer.LastPosition, journal.BeginPosition) + options.CheckpointEveryBytes;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Why the last checkpoint failed; null when it did not.</summary>
    public Exception? CheckpointFailure { get; private set; }

    public async ValueTask AddAsync(Mutation mutation, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(mutation, cancellation);
        }
        catch (ChannelClosedException error)
        {
            throw new ObjectDisposedException("The store is closed.", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
        if (_options.CheckpointOnClose && _broken is null) await CheckpointAsync(null);
    }

    private async Task RunAsync()
    {
        var reader = _waiting.Reader;
        while (await reader.WaitToReadAsync())
        {
            CheckpointMutation? checkpoint = null;
            while (checkpoint is null && _group.Records.Bytes < GroupBytes && reader.TryRead(out var mutation))
            {
                checkpoint = mutation as CheckpointMutation;
                if (checkpoint is null) Prepare(mutation);
            }
            await FinishGroupAsync();
            if (checkpoint is not null) await CheckpointAsync(checkpoint);
            else if (_journal.DurablePosition >= _nextCheckpoint) await CheckpointAsync(null);
        }
    }

    private void Prepare(Mutation mutation)
    {
        if (_broken is { } broken)
        {
            mutation.Fail(broken);
            return;
        }
        int before = _group.Records.Count;
        try
        {
            mutation.Prepare(_group);
            _mutations.Add(mutation);
        }
        catch (Exception error)
        {
            // What it wrote before it failed must not stay, and what it pended cannot be told apart: the group goes.
            mutation.Fail(error);
            if (_group.Records.Count > before) FailGroup(error);
        }
    }

    private async Task FinishGroupAsync()
    {
        try
        {
            if (_group.Records.Count > 0) await _journal.CommitAsync(_group.Records);
        }
        catch (Exception error)
        {
            FailGroup(error);
            return;
        }
        try
        {
            for (int i = 0; i < _group.Records.Count; i++)
            {
                RecordReader.TryOpen(_group.Records[i], out var kind, out var body);
                _state.Apply(kind, body);
            }
            _state.ThrowIfFaulty();
        }
        catch (Exception error)
        {
            // Durable but not applied: only a replay brings journal and state together again.
            _broken = new StorageException("The state failed: start again to rebuild it from the journal.", error);
            FailGroup(_broken);
            return;
        }
        long durable = _journal.DurablePosition;
        foreach (var mutation in _mutations) mutation.Succeed(durable);
        ClearGroup();
    }

    private void FailGroup(Exception error)
    {
        foreach (var mutation in _mutations) mutation.Fail(error);
        ClearGroup();
    }

    private void ClearGroup()
    {
        _mutations.Clear();
        _group.Clear();
    }

    private async Task CheckpointAsync(CheckpointMutation? asked)
    {
        try
        {
            if (_broken is not null) throw _broken;
            if (_journal.DurablePosition != _checkpointer.LastPosition)
                await _checkpointer.TakeAsync(_state, _journal.DurablePosition, CancellationToken.None);
            CheckpointFailure = null;
            asked?.Succeed(_journal.DurablePosition);
        }
        catch (Exception error) when (error is StorageException or IOException or FasterException)
        {
            // The journal has everything, so going on without a checkpoint costs time at the next start, nothing else.
            CheckpointFailure = error;
            asked?.Fail(error);
        }
        _nextCheckpoint = _journal.DurablePosition + _options.CheckpointEveryBytes;
    }
}
