using System.Globalization;
using System.Runtime.InteropServices;

namespace Recsys.Pipeline.Files;

/// <summary>
/// Asks the system to back large tables with pages of 2 MiB. A request reads some thousand rows here and there in
/// gigabytes; with pages of 4 KiB the processor looks up where each lies in tables that are themselves too large for
/// its caches, and waits for that as long as for the row.
/// </summary>
/// <remarks>
/// It is advice to Linux, for addresses, whatever lies there now: where the system has no such pages, or no memory in
/// such pieces, all is as it was.
/// </remarks>
public static class LargePages
{
    private const int HugePage = 14;
    private const long PageBytes = 1 << 12;

    /// <summary>Gives the advice for a block of memory, before it is written to for the first time.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="bytes">Its length.</param>
    /// <returns>Whether it was taken.</returns>
    public static bool Advise(nint start, long bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes <= 0) return false;
        // Only whole pages can be named; the rest of the first and the last one belongs to neighbours, whom it helps.
        long from = start & -PageBytes;
        return madvise((nint)from, (nuint)(start + bytes - from), HugePage) == 0;
    }

    /// <summary>
    /// Gives the advice for all addresses that the collector has reserved, so that it holds for whatever is allocated
    /// later.
    /// </summary>
    /// <returns>Bytes of addresses it was taken for; 0 where it was not.</returns>
    public static long AdviseHeap()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        byte[] some = GC.AllocateUninitializedArray<byte>(16, pinned: true);
        long at = Marshal.UnsafeAddrOfPinnedArrayElement(some, 0);
        var (from, until) = RangeOf(File.ReadLines("/proc/self/maps"), at);
        GC.KeepAlive(some);
        return Advise((nint)from, until - from) ? until - from : 0;
    }

    /// <summary>The range of anonymous memory, without a gap, that an address lies in.</summary>
    /// <param name="maps">Lines of <c>/proc/self/maps</c>, by address.</param>
    /// <param name="address">The address.</param>
    /// <returns>Its begin and its end; twice 0 where it is in none.</returns>
    internal static (long From, long Until) RangeOf(IEnumerable<string> maps, long address)
    {
        long from = 0, until = 0;
        foreach (string line in maps)
        {
            // 7f00-8f00 rw-p 00000000 00:00 0     [name or path, if it has one]
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (begin, end) = Addresses(parts[0]);
            bool isAnonymous = parts.Length == 5;
            if (isAnonymous && begin == until)
            {
                until = end;
                continue;
            }
            if (from <= address && address < until) break;
            (from, until) = isAnonymous ? (begin, end) : (0, 0);
        }
        return from <= address && address < until ? (from, until) : (0, 0);
    }

    // The system's own last page lies beyond what fits a signed number; it is nobody's heap.
    private static (long Begin, long End) Addresses(string range)
    {
        int dash = range.IndexOf('-', StringComparison.Ordinal);
        return (Hex(range.AsSpan(0, dash)), Hex(range.AsSpan(dash + 1)));
    }

    private static long Hex(ReadOnlySpan<char> digits) =>
        (long)Math.Min(
            ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.MaxValue);

    [DllImport("libc")]
    private static extern int madvise(nint start, nuint bytes, int advice);
}
