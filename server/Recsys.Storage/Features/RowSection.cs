using System.Runtime.InteropServices;

namespace Recsys.Storage.Features;

/// <summary>Distinct catalogue rows in ascending order.</summary>
internal static class RowSection
{
    public static bool Contains(ReadOnlySpan<byte> entries, int row) =>
        MemoryMarshal.Cast<byte, int>(entries).BinarySearch(row) >= 0;

    /// <summary>Remembers a row, unless as many as may be are remembered.</summary>
    /// <returns>How many there are now.</returns>
    public static int Add(Span<byte> room, int count, int limit, int row)
    {
        var rows = MemoryMarshal.Cast<byte, int>(room);
        int at = rows[..count].BinarySearch(row);
        if (at >= 0 || count >= limit) return count;
        at = ~at;
        rows[at..count].CopyTo(rows[(at + 1)..]);
        rows[at] = row;
        return count + 1;
    }
}
