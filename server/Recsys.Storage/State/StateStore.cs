global using Kv = FASTER.core.FasterKV<FASTER.core.SpanByte, FASTER.core.SpanByte>;

using System.Numerics;
using FASTER.core;
using Recsys.Storage.Errors;

namespace Recsys.Storage.State;

/// <summary>One FASTER store: its files, its checkpoints and its settings.</summary>
internal sealed class StateStore : IDisposable
{
    // Part of the format, so not derived from the memory given: 1 MiB holds the largest record with room to spare.
    private const int PageBits = 20, SegmentBits = 28;
    private readonly StateFiles _files;
    private readonly DeviceLogCommitCheckpointManager _checkpoints;
    private readonly IDevice _log;

    public StateStore(string directory, long memoryBytes, Guid? recover)
    {
        Directory.CreateDirectory(directory);
        _files = new StateFiles(directory);
        _log = _files.OpenLog();
        _checkpoints = new DeviceLogCommitCheckpointManager(_files, new DefaultCheckpointNamingScheme(""), removeOutdated: false);
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

    public DeviceFaults Faults => _files.Faults;

    /// <summary>Writes a checkpoint; nothing may be written to the store meanwhile.</summary>
    public async Task<Guid> CheckpointAsync(CancellationToken cancellation)
    {
        var (taken, token) = await Kv.TakeFullCheckpointAsync(CheckpointType.Snapshot, cancellation);
        if (!taken) throw new StorageException("A checkpoint is being taken already.");
        ThrowIfFaulty();
        return token;
    }

    /// <summary>Deletes the files of all checkpoints but some.</summary>
    public void PurgeAllBut(IReadOnlySet<Guid> kept)
    {
        foreach (var token in _checkpoints.GetLogCheckpointTokens().Concat(_checkpoints.GetIndexCheckpointTokens()).Distinct())
            if (!kept.Contains(token)) _checkpoints.Purge(token);
    }

    /// <summary>Throws where a write failed since the last time of asking.</summary>
    public void ThrowIfFaulty()
    {
        if (Faults.First is not { } code) return;
        Faults.Clear();
        throw DeviceFaults.IsFull(code)
            ? new StorageFullException("The disk is full: the state could not be written.")
            : new StorageException($"The state could not be written: error {code} of the disk.");
    }

    public void Dispose()
    {
        Kv.Dispose();
        _log.Dispose();
        _checkpoints.Dispose();
    }

    private void Recover(Guid token)
    {
        try
        {
            Kv.Recover(token);
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
