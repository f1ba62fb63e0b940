using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using FASTER.core;
using Microsoft.Win32.SafeHandles;
using Recsys.Storage.Native;

namespace Recsys.Storage.State;

/// <summary>
/// Files for FASTER, one a segment, every write through to the disk. Unlike FASTER's own device it says why a write
/// failed, so that a full disk can be told from a broken one, and reads what was never written as zeros.
/// </summary>
/// <remarks>
/// FASTER logs a failed page write of the state and goes on, so a checkpoint taken on a full disk would look whole: the
/// faults are kept for whoever takes one to ask.
/// </remarks>
/// <param name="path">The files, without their number.</param>
/// <param name="faults">Gets the failed writes.</param>
/// <param name="retries">Whether a write is tried again until it succeeds or the device is closed; the fault lasts as
/// long.</param>
/// <param name="writes">The threads that write.</param>
internal class FileDevice(string path, DeviceFaults faults, TransferThreads writes, bool retries = false)
    : StorageDeviceBase(path, Sector, Devices.CAPACITY_UNSPECIFIED)
{
    private const uint Sector = 512;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private const uint UnknownError = uint.MaxValue;
    // A record, not a page: whoever asks for pages wants several under way.
    private const uint MostReadAtOnce = 64 << 10;
    private readonly ConcurrentDictionary<int, SafeFileHandle> _segments = new();
    private volatile bool _closed;
    private int _running;

    public override void WriteAsync(
        IntPtr sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite,
        DeviceIOCompletionCallback callback, object context) =>
        Run(writes, numBytesToWrite, callback, context, buffer =>
        {
            Marshal.Copy(sourceAddress, buffer, 0, (int)numBytesToWrite);
            Write(Segment(segmentId), buffer.AsSpan(0, (int)numBytesToWrite), (long)destinationAddress);
        }, faults);

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, IntPtr destinationAddress, uint readLength,
        DeviceIOCompletionCallback callback, object context)
    {
        if (ReadsAtOnce && readLength <= MostReadAtOnce
            && TryReadAtOnce(segmentId, sourceAddress, destinationAddress, readLength, callback, context)) return;
        Run(TransferThreads.Reads, readLength, callback, context, buffer =>
        {
            var wanted = buffer.AsSpan(0, (int)readLength);
            int read = 0;
            for (int more; read < wanted.Length; read += more)
            {
                more = RandomAccess.Read(Segment(segmentId), wanted[read..], (long)sourceAddress + read);
                if (more == 0) break;
            }
            wanted[read..].Clear();
            Marshal.Copy(buffer, 0, destinationAddress, wanted.Length);
        }, null);
    }

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        TryRemove(segment);
        callback(result);
    }

    public override long GetFileSize(int segment) =>
        File.Exists(PathOf(segment)) ? RandomAccess.GetLength(Segment(segment)) : 0;

    public override void Reset() => CloseSegments();

    /// <summary>
    /// Refuses what comes from now on and waits for what is under way: a write that came late would land in the files
    /// of whoever opens them next. Not to be called by what a transfer calls back.
    /// </summary>
    public override void Dispose()
    {
        _closed = true;
        SpinWait.SpinUntil(() => Volatile.Read(ref _running) == 0);
        CloseSegments();
    }

    /// <summary>Whether what the system has in memory is read by the thread that asks.</summary>
    protected virtual bool ReadsAtOnce => true;

    protected virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) =>
        RandomAccess.Write(file, bytes, offset);

    /// <summary>Deletes a file.</summary>
    /// <returns>False when it was not there.</returns>
    protected bool TryRemove(int segment)
    {
        if (_segments.TryRemove(segment, out var file)) file.Dispose();
        if (!File.Exists(PathOf(segment))) return false;
        File.Delete(PathOf(segment));
        DirectorySync.Flush(Folder);
        return true;
    }

    // A customer's record is mostly in the system's memory, where reading it costs less than telling a thread to.
    private bool TryReadAtOnce(
        int segment, ulong source, nint destination, uint bytes, DeviceIOCompletionCallback callback, object context)
    {
        Interlocked.Increment(ref _running);
        try
        {
            if (!IsAtHand(segment, source, destination, bytes)) return false;
            callback(0, bytes, context);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private bool IsAtHand(int segment, ulong source, nint destination, uint bytes)
    {
        try
        {
            return CachedRead.TryRead(Segment(segment), (long)source, destination, (int)bytes);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The thread that reads it then meets the same and says so.
            return false;
        }
    }

    private void Run(
        TransferThreads threads, uint bytes, DeviceIOCompletionCallback callback, object context,
        Action<byte[]> transfer, DeviceFaults? faults)
    {
        Interlocked.Increment(ref _running);
        threads.Add(() => Attempt(bytes, callback, context, transfer, faults, again: false));
    }

    private void Attempt(
        uint bytes, DeviceIOCompletionCallback callback, object context, Action<byte[]> transfer, DeviceFaults? faults,
        bool again)
    {
        uint error = 0;
        var buffer = ArrayPool<byte>.Shared.Rent((int)bytes);
        try
        {
            transfer(buffer);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // 0 would say that all went well.
            error = (uint)failure.HResult is var code and not 0 ? code : UnknownError;
        }
        ArrayPool<byte>.Shared.Return(buffer);
        if (error != 0 && faults is not null && retries && !_closed)
        {
            if (!again) faults.Enter(error);
            // A timer, not a thread that waits: there may be as many writes as the log has pages.
            Task.Delay(RetryDelay).ContinueWith(
                _ => Attempt(bytes, callback, context, transfer, faults, again: true), TaskScheduler.Default);
            return;
        }
        if (again) faults!.Leave();
        else if (error != 0) faults?.Note(error);
        try
        {
            callback(error, error == 0 ? bytes : 0, context);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private SafeFileHandle Segment(int segment)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_segments.TryGetValue(segment, out var open)) return open;
        lock (_segments)
        {
            return _segments.GetOrAdd(segment, Open);
        }
    }

    private SafeFileHandle Open(int segment)
    {
        string path = PathOf(segment);
        bool created = !File.Exists(path);
        var file = File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, FileOptions.WriteThrough);
        // What is written to it is durable by itself; its name is only with its folder.
        if (created) DirectorySync.Flush(Folder);
        return file;
    }

    private string PathOf(int segment) => string.Create(CultureInfo.InvariantCulture, $"{FileName}.{segment}");

    private string Folder => Path.GetDirectoryName(FileName)!;

    private void CloseSegments()
    {
        foreach (int segment in _segments.Keys)
            if (_segments.TryRemove(segment, out var file)) file.Dispose();
    }
}
