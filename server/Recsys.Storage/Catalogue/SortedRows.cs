using System.Buffers.Binary;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Storage.Catalogue;

/// <summary>Sorts products by id: by eight bytes of it first, which are compared as a number.</summary>
internal static class SortedRows
{
    private const int KeyBytes = 8;

    /// <summary>Rows of the products that exist, in ordinal order of their ids.</summary>
    public static int[] Of(ProductColumns products)
    {
        int count = products.Count, found = 0;
        int[] rows = new int[count];
        for (int row = 0; row < count; row++)
            if (!products.At(row).Deleted) rows[found++] = row;
        Array.Resize(ref rows, found);
        // What all ids begin with tells none from another.
        int skipped = CommonLength(products, rows);
        var keys = new ulong[found];
        for (int i = 0; i < found; i++) keys[i] = KeyOf(products[rows[i]].Id[skipped..]);
        Array.Sort(keys, rows);
        for (int from = 0, to; from < found; from = to)
        {
            to = from + 1;
            while (to < found && keys[to] == keys[from]) to++;
            if (to - from > 1)
                rows.AsSpan(from, to - from).Sort((a, b) => Compare(products[a].Id, products[b].Id));
        }
        return rows;
    }

    /// <summary>
    /// Compares two ids in UTF-8 as <see cref="StringComparer.Ordinal"/> compares their texts: by UTF-16 code units,
    /// in which what takes four bytes comes before U+E000 and what follows it.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length) return a.Length.CompareTo(b.Length);
        return Rank(a[same]).CompareTo(Rank(b[same]));
    }

    // Bytes of equal rank keep their order; only first bytes of characters are this high.
    private static int Rank(byte unit) => unit is 0xEE or 0xEF ? unit + 0x20 : unit;

    private static ulong KeyOf(ReadOnlySpan<byte> id)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        key.Clear();
        for (int i = 0; i < Math.Min(id.Length, KeyBytes); i++)
        {
            // A key ends where ranks would no longer be bytes; those that are equal are compared whole.
            if (id[i] >= 0xEE) return BinaryPrimitives.ReadUInt64BigEndian(key) | HighFrom(i);
            key[i] = id[i];
        }
        return BinaryPrimitives.ReadUInt64BigEndian(key);
    }

    // All such characters come after every other one, and are told apart by comparing whole ids.
    private static ulong HighFrom(int place) => ulong.MaxValue >> (place * 8);

    private static int CommonLength(ProductColumns products, ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty) return 0;
        var first = products[rows[0]].Id;
        int length = first.Length;
        foreach (int row in rows) length = Math.Min(length, first.CommonPrefixLength(products[row].Id[..Math.Min(
            length, products[row].Id.Length)]));
        return length;
    }
}
