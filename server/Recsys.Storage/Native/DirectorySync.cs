using System.Runtime.InteropServices;

namespace Recsys.Storage.Native;

/// <summary>
/// Makes the names of files durable: after a power cut a file that was written to the disk is gone all the same when
/// its folder was not, and .NET opens no folders.
/// </summary>
internal static class DirectorySync
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Writes a folder's entries to the disk; does nothing where the system has no such call.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Flush(string directory)
    {
        if (!OperatingSystem.IsLinux()) return;
        int descriptor = open(directory, CloseOnExec);
        if (descriptor < 0) throw Refused(directory);
        int result = fsync(descriptor);
        var error = result == 0 ? null : Refused(directory);
        _ = close(descriptor);
        if (error is not null) throw error;
    }

    // The code of the system goes along: it tells a full disk from a broken one.
    private static IOException Refused(string directory) => new(
        $"The folder {directory} could not be written to the disk: {Marshal.GetLastPInvokeErrorMessage()}.",
        Marshal.GetLastPInvokeError());

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
