global using Kv = FASTER.core.FasterKV<FASTER.core.SpanByte, FASTER.core.SpanByte>;

using FASTER.core;
using Recsys.Storage.Errors;

namespace Recsys.Storage.State;

/// <summary>One FASTER store: its files, its checkpoints and its settings.</summary>
internal sealed class StateStore : IDisposable
{
    /// <summary>Raised whenever the page size or the layout of a record changes: state of another format is
    /// replayed.</summary>
    public const int Format = 3;

    // Part of the format, so not derived from the memory given: 1 MiB holds the largest record with room to spare.
    public const int PageBits = 20;
    private const int SegmentBits = 26;
    // The index is written again when a start would have to make this much of it from the log, or twice its length.
    private const long IndexEveryBytes = 64L << 20;
    private static readonly TimeSpan FaultInterval = TimeSpan.FromMilliseconds(50);
    private readonly StateFiles _files;
    private readonly DeviceLogCommitCheckpointManager _checkpoints;
    private readonly StateLogDevice _log;
    private readonly StatePages _pages;
    private readonly StateCompaction _compaction;
    private volatile Task _completing = Task.CompletedTask;
    private Guid? _index;
    private long _indexedUntil;

    /// <summary>Opens a store.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="memoryBytes">Memory for it.</param>
    /// <param name="options">What holds for all stores.</param>
    /// <param name="from">What a checkpoint has of it; null for an empty one.</param>
    /// <param name="isOver">Which records need not be kept; null for none.</param>
    /// <param name="reading">Opens readers of the checkpoint's records, one for each thread that checks pages; null
    /// where nobody reads them.</param>
    /// <exception cref="InvalidDataException">What the checkpoint names is damaged; readers may have seen a part of
    /// it.</exception>
    public StateStore(
        string directory, long memoryBytes, StorageOptions options, StateImage? from, RecordTest? isOver = null,
        Func<IPageReader>? reading = null)
    {
        Directory.CreateDirectory(directory);
        _files = new StateFiles(directory);
        _log = options.OpenStateDevice?.Invoke(_files.LogPath, _files.LogFaults) ?? _files.OpenLog();
        _checkpoints =
            new DeviceLogCommitCheckpointManager(_files, new DefaultCheckpointNamingScheme(""), removeOutdated: false);
        _pages = PagesOf(directory);
        var memory = new StateMemory(memoryBytes, PageBits);
        Kv = new Kv(
            memory.Buckets,
            new LogSettings
            {
                LogDevice = _log,
                PageSizeBits = PageBits,
                MemorySizeBits = memory.LogBits,
                SegmentSizeBits = SegmentBits,
            },
            new CheckpointSettings { CheckpointManager = _checkpoints },
            concurrencyControlMode: ConcurrencyControlMode.RecordIsolation);
        if (from is not null) Recover(from, reading);
        _compaction = new StateCompaction(
            Kv, new CompactionRules(isOver), options.CompactFromBytes, PageBits,
            from?.CompactedBytes ?? 0);
    }

    public Kv Kv { get; }

    /// <summary>Pages of a store's log, also of one that another process has open.</summary>
    /// <param name="directory">The store's folder.</param>
    public static StatePages PagesOf(string directory) => new(StateFiles.LogPathIn(directory), PageBits, SegmentBits);

    public string Folder => _files.Directory;

    /// <summary>Bytes of memory taken by the log's pages and the hash index.</summary>
    public long MemoryBytes =>
        Kv.Log.MemorySizeBytes + ((Kv.IndexSize + Kv.OverflowBucketCount) * StateMemory.BucketBytes);

    /// <summary>Bytes of the log, in memory and on disk.</summary>
    public long LogBytes => Kv.Log.TailAddress - Kv.Log.BeginAddress;

    /// <summary>Waits until a checkpoint can be begun: for what an earlier one that was given up still writes.
    /// </summary>
    /// <exception cref="StorageFullException">It cannot be written yet.</exception>
    public async Task SettleAsync()
    {
        await EndAsync(_completing);
        // Every checkpoint of the log builds on one of the hash index.
        if (_index is null) await WriteIndexAsync();
    }

    /// <summary>
    /// Starts a checkpoint of what is written so far: what of the log is not on disk is written there. On return later
    /// writes are not part of it.
    /// </summary>
    public StateCheckpoint BeginCheckpoint()
    {
        long version = Kv.CurrentVersion;
        if (!Kv.TryInitiateHybridLogCheckpoint(out var token, CheckpointType.FoldOver))
            throw new StorageException("A checkpoint is being written already.");
        var written = Task.Run(FinishCheckpointAsync);
        // Until FASTER has noted where the log ends it waits for no disk, so this is short. A record written before
        // that would lie in the checkpoint as one to be taken back.
        var wait = new SpinWait();
        while ((Kv.CurrentVersion == version || Kv.SystemState.Phase is Phase.PREPARE or Phase.IN_PROGRESS)
            && !written.IsCompleted)
        {
            wait.SpinOnce();
        }
        return new StateCheckpoint(token, Kv.Log.BeginAddress, Kv.Log.TailAddress, written);
    }

    /// <summary>Describes a checkpoint that is written.</summary>
    public StateImage Describe(StateCheckpoint checkpoint, StateImage? earlier)
    {
        var (pages, rest) = _pages.Describe(checkpoint.Begin, checkpoint.End, earlier);
        return new StateImage(
            checkpoint.Token, _index!.Value, checkpoint.Begin, checkpoint.End, pages, rest, _compaction.CompactedBytes);
    }

    /// <summary>
    /// After a checkpoint: shortens the log where it holds much that is no longer valid, and writes the hash index for
    /// later checkpoints when a start would have to make much of it again.
    /// </summary>
    /// <param name="until">End of that checkpoint.</param>
    public async Task TidyAsync(long until)
    {
        ThrowIfFaulty();
        _compaction.Step(until);
        long due = Math.Max(IndexEveryBytes, Kv.IndexSize * StateMemory.BucketBytes * 2);
        if (Kv.Log.TailAddress - _indexedUntil >= due) await WriteIndexAsync();
    }

    private async Task WriteIndexAsync()
    {
        long tail = Kv.Log.TailAddress;
        var (taken, token) = await Kv.TakeIndexCheckpointAsync();
        Throw(_files.CheckpointFaults);
        if (taken) (_index, _indexedUntil) = (token, tail);
    }

    /// <summary>Deletes what belongs to none of some checkpoints.</summary>
    public void PurgeAllBut(IReadOnlyCollection<StateImage> kept)
    {
        var named = kept.SelectMany(image => image.Tokens).ToHashSet();
        if (_index is { } index) named.Add(index);
        foreach (var token in _checkpoints.GetLogCheckpointTokens()
            .Concat(_checkpoints.GetIndexCheckpointTokens()).Distinct())
            if (!named.Contains(token)) _checkpoints.Purge(token);
        if (kept.Count > 0) _log.RemoveBelow((int)(kept.Min(image => image.Begin) >> SegmentBits));
    }

    /// <summary>Throws while pages of the log cannot be written: what goes on changing would wait for them.</summary>
    public void ThrowIfFaulty()
    {
        if (_files.LogFaults.First is { } code) throw Failure(code);
    }

    public void Dispose()
    {
        // The device first: FASTER does not wait for pages that are being written.
        _log.Dispose();
        Kv.Dispose();
        _checkpoints.Dispose();
    }

    private void Recover(StateImage from, Func<IPageReader>? reading)
    {
        try
        {
            _pages.Verify(from, reading);
            _pages.Restore(from);
            Kv.Recover(from.Index, from.Log);
            if (Kv.Log.TailAddress != from.End || Kv.Log.BeginAddress != from.Begin)
                throw new InvalidDataException("its state's log has another length");
            // FASTER would carry the sessions of every earlier start along in every checkpoint.
            Kv.DisposeRecoverableSessions();
            // When it was written is not known; the next tidying finds out how far the log has come.
            (_index, _indexedUntil) = (from.Index, from.End);
        }
        catch (Exception error)
        {
            Dispose();
            if (error is AggregateException { InnerException: InvalidDataException damaged }) throw damaged;
            throw;
        }
    }

    private static void Throw(DeviceFaults faults)
    {
        if (faults.First is not { } code) return;
        faults.Clear();
        throw Failure(code);
    }

    private static StorageException Failure(uint code) => DeviceFaults.IsFull(code)
        ? new StorageFullException("The disk is full: the state could not be written.")
        : new StorageException($"The state could not be written: error {code} of the disk.");

    private async Task FinishCheckpointAsync()
    {
        _completing = Kv.CompleteCheckpointAsync().AsTask();
        await EndAsync(_completing);
        Throw(_files.CheckpointFaults);
    }

    // A page that cannot be written is tried again for as long as it takes. Who asked is told before that; what was
    // begun ends by itself, and no manifest ever names it.
    private async Task EndAsync(Task completing)
    {
        while (await Task.WhenAny(completing, Task.Delay(FaultInterval)) != completing) ThrowIfFaulty();
        await completing;
    }
}
