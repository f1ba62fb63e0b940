using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Recsys.Storage.Native;

/// <summary>
/// Reads of what the system has of a file in memory. They take microseconds, less than waking a thread to do them; what
/// the disk would have to be asked for is refused, so that a caller who must not wait for it can leave it to others.
/// </summary>
internal static class CachedRead
{
    // RWF_NOWAIT of preadv2: refuse what would wait.
    private const int NoWait = 8;

    // Set for good where the system or the file system has no such reads.
    private static volatile bool _refused = !OperatingSystem.IsLinux();

    /// <summary>Whether the system or a file system was found to have no such reads, so that none are tried.</summary>
    public static bool IsRefused => _refused;

    /// <summary>Reads bytes of a file if they are all in memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where in it, from 0.</param>
    /// <param name="target">Where to, outside of what the collector moves.</param>
    /// <param name="bytes">How many.</param>
    /// <returns>Whether all were read; if not, what is at the target means nothing.</returns>
    public static bool TryRead(SafeFileHandle file, long offset, nint target, int bytes)
    {
        if (_refused) return false;
        var whole = new Part(target, bytes);
        try
        {
            nint read = preadv2(file, in whole, 1, offset, NoWait);
            if (read == bytes) return true;
            if (read < 0 && Marshal.GetLastPInvokeError() is Unsupported or NoSuchCall) _refused = true;
        }
        catch (EntryPointNotFoundException)
        {
            _refused = true;
        }
        return false;
    }

    private const int Unsupported = 95, NoSuchCall = 38;

    [DllImport("libc", SetLastError = true)]
    private static extern nint preadv2(SafeFileHandle file, in Part parts, int count, long offset, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Part(nint start, nint length)
    {
        public readonly nint Start = start;
        public readonly nint Length = length;
    }
}
