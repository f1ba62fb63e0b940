using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Recsys.Storage.Checkpoints;
using Recsys.Storage.Errors;
using Recsys.Storage.Interactions;
using Recsys.Storage.Journal;
using Recsys.Storage.Records;
using Recsys.Storage.State;
using Recsys.Storage.Telemetry;

namespace Recsys.Storage.Writing;

/// <summary>
/// The one writer. It takes what waits as a group: 1. every request decides and writes its records; 2. the group is
/// committed to the journal; 3. its records are applied to the state; 4. its requests are answered. While one group is
/// committed the next one gathers, so many small requests share a commit. A checkpoint is begun between two groups and
/// written while the next ones go on.
/// </summary>
internal sealed class StoreWriter : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private readonly JournalLog _journal;
    private readonly StoreState _state;
    private readonly Checkpointer _checkpointer;
    private readonly JournalRetention _retention;
    private readonly StorageOptions _options;
    private readonly WriteGroup _group;
    private readonly List<Mutation> _mutations = [];
    // The request that fills more than one group.
    private Mutation? _unfinished;
    private readonly Channel<Mutation> _waiting = Channel.CreateBounded<Mutation>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _loop;
    private Task _checkpointing = Task.CompletedTask;
    private long _nextCheckpoint;
    private volatile bool _retentionDue;
    private volatile StorageException? _broken;

    /// <summary>Who may append to each stream of interactions that somebody has open.</summary>
    public ConcurrentDictionary<UInt128, InteractionStream> Streams { get; } = new();

    public StoreWriter(
        JournalLog journal, StoreState state, Checkpointer checkpointer, JournalRetention retention,
        StorageOptions options, TimeProvider clock)
    {
        (_journal, _state, _checkpointer, _retention, _options) = (journal, state, checkpointer, retention, options);
        _group = new WriteGroup(state, clock);
        _nextCheckpoint = Math.Max(checkpointer.LastPosition, journal.BeginPosition) + options.CheckpointEveryBytes;
        _loop = BackgroundThread.Run("recsys writer", RunAsync);
    }

    /// <summary>Why the last checkpoint failed; null when it did not.</summary>
    public Exception? CheckpointFailure { get; private set; }

    /// <summary>Why the journal could last not be cut; null when it could.</summary>
    public Exception? RetentionFailure { get; private set; }

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
        if (_options.CheckpointOnClose) await BeginCheckpointAsync(null);
        await _checkpointing;
        await RetainAsync();
    }

    private async Task RunAsync()
    {
        while (_unfinished is not null || await _waiting.Reader.WaitToReadAsync())
        {
            try
            {
                await RunOnceAsync();
            }
            catch (Exception error)
            {
                // A bug. Callers get an answer all the same, and nothing more is written over what is not understood.
                _broken = new StorageException("The writer failed: start again.", error);
                FailGroup(_broken);
            }
        }
    }

    private async Task RunOnceAsync()
    {
        await RetainAsync();
        CheckpointMutation? asked = null;
        if (_unfinished is { } unfinished) Prepare(unfinished);
        while (asked is null && !_group.IsFull && _waiting.Reader.TryRead(out var mutation))
        {
            asked = mutation as CheckpointMutation;
            if (asked is null) Prepare(mutation);
        }
        await FinishGroupAsync();
        bool due = _journal.DurablePosition >= _nextCheckpoint && _checkpointing.IsCompleted;
        if (due || asked is not null) await BeginCheckpointAsync(asked);
    }

    private void Prepare(Mutation mutation)
    {
        _unfinished = null;
        if (_broken is { } broken)
        {
            mutation.Fail(broken);
            return;
        }
        int before = _group.Records.Count;
        try
        {
            if (mutation.Prepare(_group)) _mutations.Add(mutation);
            else _unfinished = mutation;
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
        long started = Stopwatch.GetTimestamp();
        try
        {
            if (_group.Records.Count > 0)
            {
                _state.ThrowIfFaulty();
                await _journal.CommitAsync(_group.Records);
            }
        }
        catch (Exception error)
        {
            StorageTelemetry.Failures.Add(1, StorageTelemetry.Tag("what", "commit"));
            FailGroup(error);
            return;
        }
        long committed = Stopwatch.GetTimestamp();
        try
        {
            for (int i = 0; i < _group.Records.Count; i++)
            {
                var body = RecordReader.OfOwn(_group.Records[i], out var kind);
                _state.Apply(kind, body, _group.Records.Position(i));
            }
            _state.Advance(_journal.DurablePosition);
        }
        catch (Exception error)
        {
            // Durable but not applied: only a replay brings journal and state together again.
            _broken = new StorageException("The state failed: start again to rebuild it from the journal.", error);
            StorageTelemetry.Failures.Add(1, StorageTelemetry.Tag("what", "apply"));
            FailGroup(_broken);
            return;
        }
        if (_group.Records.Count > 0)
        {
            StorageTelemetry.CommitRecords.Record(_group.Records.Count);
            StorageTelemetry.CommitDuration.Record(Stopwatch.GetElapsedTime(started, committed).TotalSeconds);
            StorageTelemetry.ApplyDuration.Record(Stopwatch.GetElapsedTime(committed).TotalSeconds);
        }
        long durable = _journal.DurablePosition;
        foreach (var mutation in _mutations) mutation.Succeed(durable);
        ClearGroup();
    }

    private void FailGroup(Exception error)
    {
        foreach (var mutation in _mutations) mutation.Fail(error);
        _unfinished?.Fail(error);
        _unfinished = null;
        ClearGroup();
    }

    private void ClearGroup()
    {
        _mutations.Clear();
        _group.Clear();
    }

    private async Task BeginCheckpointAsync(CheckpointMutation? asked)
    {
        await _checkpointing;
        _nextCheckpoint = _journal.DurablePosition + _options.CheckpointEveryBytes;
        if (_broken is { } broken)
        {
            asked?.Fail(broken);
        }
        else if (_journal.DurablePosition == _checkpointer.LastPosition)
        {
            asked?.Succeed(_journal.DurablePosition);
        }
        else if (await TrySettleAsync(asked))
        {
            _checkpointing = CheckpointAsync(asked);
        }
    }

    private async Task<bool> TrySettleAsync(CheckpointMutation? asked)
    {
        try
        {
            await _state.SettleAsync();
            return true;
        }
        catch (StorageException error)
        {
            FailCheckpoint(asked, error);
            return false;
        }
    }

    private void FailCheckpoint(CheckpointMutation? asked, Exception error)
    {
        // The journal has everything, so going on without a checkpoint costs time at the next start, nothing else.
        CheckpointFailure = error;
        StorageTelemetry.Failures.Add(1, StorageTelemetry.Tag("what", "checkpoint"));
        asked?.Fail(error);
    }

    // Between two groups, since it commits.
    private async Task RetainAsync()
    {
        if (!_retentionDue || _broken is not null) return;
        _retentionDue = false;
        try
        {
            await _retention.RunAsync(_checkpointer.Marks, _checkpointer.OldestKeptPosition);
            RetentionFailure = null;
        }
        catch (Exception error) when (error is StorageException or IOException or UnauthorizedAccessException)
        {
            // Too much journal is kept until the next checkpoint; nothing is lost.
            RetentionFailure = error;
            StorageTelemetry.Failures.Add(1, StorageTelemetry.Tag("what", "retention"));
        }
    }

    // Its moment is fixed before the first await; the rest runs beside the writer.
    private async Task CheckpointAsync(CheckpointMutation? asked)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            var pending = _checkpointer.Begin(_state, _journal.DurablePosition, _journal.BeginPosition);
            await BackgroundThread.Run(
                "recsys checkpoint", () => _checkpointer.FinishAsync(pending, _state));
            CheckpointFailure = null;
            _retentionDue = true;
            StorageTelemetry.CheckpointDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
            asked?.Succeed(pending.JournalPosition);
            asked = null;
            // Not waited for by whoever asked.
            await BackgroundThread.Run("recsys tidying", () => _checkpointer.TidyAsync(_state));
            // An idle writer is woken; a busy one comes by anyway.
            _waiting.Writer.TryWrite(new RetentionMutation());
        }
        catch (Exception error)
        {
            FailCheckpoint(asked, error);
        }
    }
}
