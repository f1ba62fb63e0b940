using System.Runtime.InteropServices;

namespace Recsys.Models.Native;

/// <summary>
/// Makes files and renames durable: on Linux a file's name survives a power cut only when its folder is flushed too,
/// and .NET opens no folders.
/// </summary>
internal static class DirectorySync
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Flushes one file's content to the disk.</summary>
    public static void File(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Flushes a folder's entries to the disk; a no-op where the system has no such call.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Directory(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        int descriptor = open(path, CloseOnExec);
        if (descriptor < 0) throw Failure(path);
        try
        {
            if (fsync(descriptor) != 0) throw Failure(path);
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    private static IOException Failure(string path) =>
        new($"Could not flush the folder '{Path.GetFileName(path)}': {Marshal.GetLastPInvokeErrorMessage()}.");

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
