using System.Globalization;
using FASTER.core;
using Recsys.Storage.Errors;
using Recsys.Storage.Native;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Journal;

/// <summary>
/// The journal: FasterLog over files of 64 MiB. One writer appends whole groups; any number of readers see what is
/// committed. When a group cannot be written, the log is opened again at its last commit, so nothing half-written stays
/// in it.
/// </summary>
internal sealed class JournalLog : IDisposable
{
    /// <summary>Position of the first record of a journal that was never cut.</summary>
    public const long FirstPosition = 64;

    /// <summary>Bits of a page, which no record crosses, and of a file.</summary>
    public const int PageBits = 22, SegmentBits = 26;

    private const int MemoryBits = 25;
    private static readonly RecordBuffer Nothing = new();
    private readonly string _directory;
    private readonly Func<string, DeviceFaults, FileDevice> _openDevice;
    // Readers hold it for the time of one short scan; opening the log again waits for them.
    private readonly ReaderWriterLockSlim _scans = new(LockRecursionPolicy.NoRecursion);
    private Opened? _opened;
    private long _durable;
    private long _begin;

    public JournalLog(string directory, Func<string, DeviceFaults, FileDevice>? openDevice = null)
    {
        _directory = directory;
        _openDevice = openDevice ?? ((path, faults) => new FileDevice(path, faults, TransferThreads.Journal));
        Directory.CreateDirectory(directory);
        _opened = Open();
    }

    /// <summary>Its folder.</summary>
    public string Folder => _directory;

    /// <summary>Position of the oldest record there is.</summary>
    public long BeginPosition => Volatile.Read(ref _begin);

    /// <summary>Up to where all is durable; stays known while the log is closed after a failure.</summary>
    public long DurablePosition => Volatile.Read(ref _durable);

    private FasterLog Log =>
        _opened?.Log ?? throw new StorageException("The journal is closed after a failure of the disk.");

    /// <summary>Appends a group and makes it durable.</summary>
    /// <exception cref="StorageFullException">The disk is full; nothing of the group is kept.</exception>
    /// <exception cref="StorageException">The disk failed; nothing of the group is kept.</exception>
    public async Task CommitAsync(RecordBuffer group)
    {
        if (_opened is null) await Task.Run(Reopen);
        if (_opened is null)
            throw new StorageException("The journal could not be opened again after a failure of the disk.");
        try
        {
            for (int i = 0; i < group.Count; i++) group.Place(i, Log.Enqueue(group[i]));
            await Log.CommitAsync();
            if (_opened.Slots.Failure is { } failure) throw failure;
            if (_opened.Faults.First is { } code) throw new IOException("A write failed.", (int)code);
            Volatile.Write(ref _durable, Log.CommittedUntilAddress);
        }
        catch (Exception error)
        {
            // Whatever it was: what is in the log's memory now must not become durable with the next group.
            bool full = _opened.Faults.First is { } code ? DeviceFaults.IsFull(code) : DeviceFaults.IsFull(error);
            // On a thread of its own: this one may be what the device calls back, and closing the device waits for
            // that.
            await Task.Run(Reopen);
            throw full
                ? new StorageFullException("The disk is full: the journal could not be written.", error)
                : new StorageException("The journal could not be written.", error);
        }
    }

    /// <summary>Shows committed records to a visitor until it stops or there are no more.</summary>
    /// <param name="from">Where a record begins; the durable position shows nothing.</param>
    /// <param name="visitor">Called while the log may not be opened again: be brief.</param>
    /// <returns>Where reading stopped: after the last record taken.</returns>
    /// <exception cref="JournalPositionException">The position lies before the journal's begin.</exception>
    public long Scan(long from, IRecordVisitor visitor)
    {
        _scans.EnterReadLock();
        try
        {
            var log = Log;
            if (from < BeginPosition) throw new JournalPositionException(from, BeginPosition);
            long until = DurablePosition;
            if (from >= until) return from;
            var consumer = new Consumer(visitor, from);
            using var iterator = log.Scan(from, until, recover: false);
            while (!consumer.Stopped && iterator.TryConsumeNext(consumer))
            {
            }
            return consumer.Position;
        }
        finally
        {
            _scans.ExitReadLock();
        }
    }

    /// <summary>
    /// Deletes what lies before a position, which is where a record begins. Files go when nothing of them is left, and
    /// only once the new begin is durable.
    /// </summary>
    /// <exception cref="StorageException">The disk failed; the begin stays where it was.</exception>
    public async Task TruncateAsync(long position)
    {
        if (_opened is null) await Task.Run(Reopen);
        _scans.EnterWriteLock();
        try
        {
            Log.TruncateUntil(position);
            Volatile.Write(ref _begin, position);
        }
        finally
        {
            _scans.ExitWriteLock();
        }
        await CommitAsync(Nothing);
    }

    /// <summary>Cuts everything from a position on: a tail that no commit ever covered whole.</summary>
    public void Cut(long position)
    {
        _opened!.Device.Dispose();
        _opened.Slots.Shorten(position);
        _opened.Dispose();
        _opened = Open();
    }

    public void Dispose()
    {
        _opened?.Dispose();
        _scans.Dispose();
    }

    private void Reopen()
    {
        _scans.EnterWriteLock();
        try
        {
            _opened?.Dispose();
            _opened = null;
            _opened = Open();
        }
        catch (Exception error) when (error is FasterException or IOException)
        {
            // The next append tries again; until then the journal says that it is closed.
            _opened = null;
        }
        finally
        {
            _scans.ExitWriteLock();
        }
    }

    private Opened Open()
    {
        var faults = new DeviceFaults();
        var device = _openDevice(Path.Combine(_directory, "journal"), faults);
        var slots = new CommitSlots(Path.Combine(_directory, "commits"));
        var log = new FasterLog(new FasterLogSettings
        {
            LogDevice = device,
            LogCommitManager = slots,
            PageSizeBits = PageBits,
            MemorySizeBits = MemoryBits,
            SegmentSizeBits = SegmentBits,
        });
        Volatile.Write(ref _begin, log.BeginAddress);
        RemoveLeftovers(log.BeginAddress);
        Volatile.Write(ref _durable, log.CommittedUntilAddress);
        return new Opened(device, faults, slots, log);
    }

    // A crash between the commit of a new begin and the end of deleting leaves files that nothing names.
    private void RemoveLeftovers(long begin)
    {
        bool removed = false;
        for (long segment = (begin >> SegmentBits) - 1; segment >= 0; segment--)
        {
            string path = Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"journal.{segment}"));
            if (!File.Exists(path)) break;
            File.Delete(path);
            removed = true;
        }
        if (removed) DirectorySync.Flush(_directory);
    }

    private sealed record Opened(FileDevice Device, DeviceFaults Faults, CommitSlots Slots, FasterLog Log) : IDisposable
    {
        public void Dispose()
        {
            // The device first: FasterLog does not wait for pages that are being written.
            Device.Dispose();
            Log.Dispose();
            Slots.Dispose();
        }
    }

    private sealed class Consumer(IRecordVisitor visitor, long from) : ILogEntryConsumer
    {
        public long Position { get; private set; } = from;

        public bool Stopped { get; private set; }

        public void Consume(ReadOnlySpan<byte> entry, long currentAddress, long nextAddress)
        {
            if (visitor.Visit(entry, currentAddress, nextAddress)) Position = nextAddress;
            else Stopped = true;
        }
    }
}
