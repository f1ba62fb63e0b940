using System.Runtime.InteropServices;

namespace Recsys.Storage.Native;

/// <summary>
/// How the operating system ranks a thread. On Linux .NET's own Thread.Priority does nothing there.
/// </summary>
internal static class ThreadNice
{
    private const int OfAThread = 0, TheCaller = 0;

    /// <summary>Lets others go before the calling thread where there are not processors enough for all.</summary>
    /// <param name="nice">1–19; the higher, the more often others go first.</param>
    public static void Set(int nice)
    {
        // A thread that goes on as it was serves as well, so what comes of it does not matter.
        if (OperatingSystem.IsLinux()) _ = setpriority(OfAThread, TheCaller, nice);
    }

    [DllImport("libc")]
    private static extern int setpriority(int which, int who, int priority);
}
