using System.Runtime.InteropServices;

namespace Recsys.Pipeline.Turns;

/// <summary>Which processors the calling thread may run on, and which it runs on (sched(7)); Linux only.</summary>
internal static unsafe partial class ThreadAffinity
{
    /// <summary>Most processors that a mask tells of.</summary>
    public const int MostProcessors = 1024;

    /// <summary>Words of a mask: bit i of word w stands for processor 64 w + i.</summary>
    public const int Words = MostProcessors / 64;

    private const int CallingThread = 0;

    /// <summary>The processor the thread runs on; below 0 where that cannot be told.</summary>
    public static int Current => sched_getcpu();

    /// <summary>Reads the thread's mask.</summary>
    /// <param name="mask"><see cref="Words"/> words.</param>
    public static bool TryRead(Span<ulong> mask)
    {
        fixed (ulong* words = mask)
            return sched_getaffinity(CallingThread, (nuint)(mask.Length * sizeof(ulong)), words) == 0;
    }

    /// <summary>Sets the thread's mask; it runs on one of those processors when this returns.</summary>
    /// <param name="mask"><see cref="Words"/> words.</param>
    /// <returns>False where none of them is the process's to use: the mask stays as it was.</returns>
    public static bool TrySet(ReadOnlySpan<ulong> mask)
    {
        fixed (ulong* words = mask)
            return sched_setaffinity(CallingThread, (nuint)(mask.Length * sizeof(ulong)), words) == 0;
    }

    [LibraryImport("libc")]
    private static partial int sched_getcpu();

    [LibraryImport("libc")]
    private static partial int sched_getaffinity(int pid, nuint bytes, ulong* mask);

    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int pid, nuint bytes, ulong* mask);
}
