global using Kv = FASTER.core.FasterKV<FASTER.core.SpanByte, FASTER.core.SpanByte>;

using System.Numerics;
using FASTER.core;
using Recsys.Storage.Errors;

namespace Recsys.Storage.State;

/// <summary>One FASTER store: its files, its checkpoints and its settings.</summary>
internal sealed class StateStore : IDisposable
{
    /// <summary>Raised whenever the page size or the layout of a record changes: state of another format is
    /// replayed.</summary>
    public const int Format = 2;

    // Part of the format, so not derived from the memory given: 1 MiB holds the largest record with room to spare.
    private const int PageBits = 20, SegmentBits = 28;
    private readonly StateFiles _files;
    private readonly DeviceLogCommitCheckpointManager _checkpoints;
    private readonly FileDevice _log;

    public StateStore(string directory, long memoryBytes, Guid? recover)
    {
        Directory.CreateDirectory(directory);
        _files = new StateFiles(directory);
        _log = _files.OpenLog();
        _checkpoints =
            new DeviceLogCommitCheckpointManager(_files, new DefaultCheckpointNamingScheme(""), removeOutdated: false);
        int memoryBits = BitOperations.Log2((ulong)memoryBytes);
        Kv = new Kv(
            Math.Max(1 << 12, (1L << memoryBits) / 4096),
            new LogSettings
            {
                LogDevice = _log,
                PageSizeBits = PageBits,
                MemorySizeBits = Math.Max(memoryBits, PageBits + 2),
                SegmentSizeBits = SegmentBits,
            },
            new CheckpointSettings { CheckpointManager = _checkpoints },
            concurrencyControlMode: ConcurrencyControlMode.RecordIsolation);
        if (recover is { } token) Recover(token);
    }

    public Kv Kv { get; }

    public string Folder => _files.Directory;

    /// <summary>
    /// Starts a checkpoint of what is written so far. On return later writes belong to the next version; the task ends
    /// when this one is on disk.
    /// </summary>
    public (Guid Token, Task Written) BeginCheckpoint()
    {
        long version = Kv.CurrentVersion;
        if (!Kv.TryInitiateFullCheckpoint(out var token, CheckpointType.Snapshot))
            throw new StorageException("A checkpoint is being written already.");
        var written = Task.Run(FinishCheckpointAsync);
        // Up to the change of version FASTER waits for no disk, so this is short.
        var wait = new SpinWait();
        while (Kv.CurrentVersion == version && !written.IsCompleted) wait.SpinOnce();
        return (token, written);
    }

    /// <summary>Deletes the files of all checkpoints but some.</summary>
    public void PurgeAllBut(IReadOnlySet<Guid> kept)
    {
        foreach (var token in _checkpoints.GetLogCheckpointTokens()
            .Concat(_checkpoints.GetIndexCheckpointTokens()).Distinct())
            if (!kept.Contains(token)) _checkpoints.Purge(token);
    }

    /// <summary>Throws where what no longer fits memory could not be written.</summary>
    public void ThrowIfFaulty() => Throw(_files.LogFaults);

    public void Dispose()
    {
        // The device first: FASTER does not wait for pages that are being written.
        _log.Dispose();
        Kv.Dispose();
        _checkpoints.Dispose();
    }

    private void Recover(Guid token)
    {
        try
        {
            Kv.Recover(token);
            // FASTER would carry the sessions of every earlier start along in every checkpoint.
            Kv.DisposeRecoverableSessions();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static void Throw(DeviceFaults faults)
    {
        if (faults.First is not { } code) return;
        faults.Clear();
        throw DeviceFaults.IsFull(code)
            ? new StorageFullException("The disk is full: the state could not be written.")
            : new StorageException($"The state could not be written: error {code} of the disk.");
    }

    private async Task FinishCheckpointAsync()
    {
        await Kv.CompleteCheckpointAsync();
        Throw(_files.CheckpointFaults);
    }
}
