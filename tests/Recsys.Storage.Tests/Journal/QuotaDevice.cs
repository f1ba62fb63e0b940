using Microsoft.Win32.SafeHandles;
using Recsys.Storage.State;

namespace Recsys.Storage.Tests.Journal;

/// <summary>The real files on a disk that is full when the test says so.</summary>
internal sealed class QuotaDevice(string path, DeviceFaults faults, QuotaDevice.Disk disk) 
    : FileDevice(path, faults, TransferThreads.Journal)
{
    private const int NoSpace = 28;

    protected override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!disk.TryTake(bytes.Length))
        {
            // As a real disk does: some of it arrives, then no more.
            base.Write(file, bytes[..(bytes.Length / 2)], offset);
            throw new IOException("No space left on device", NoSpace);
        }
        base.Write(file, bytes, offset);
    }

    internal sealed class Disk
    {
        private long _free = long.MaxValue;

        /// <summary>Bytes that can still be written.</summary>
        public long Free
        {
            set => Interlocked.Exchange(ref _free, value);
        }

        public bool Full
        {
            set => Free = value ? 0 : long.MaxValue;
        }

        public bool TryTake(long bytes) => Interlocked.Add(ref _free, -bytes) >= 0;
    }
}
