using Microsoft.Win32.SafeHandles;
using Recsys.Storage.State;

namespace Recsys.Storage.Tests.Journal;

/// <summary>The real files of a state's log on a disk that fails when the test says so.</summary>
internal sealed class FailingStateDevice(string path, DeviceFaults faults, FailingDisk disk)
    : StateLogDevice(path, faults)
{
    protected override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        disk.ThrowIfFailing();
        base.Write(file, bytes, offset);
    }
}
