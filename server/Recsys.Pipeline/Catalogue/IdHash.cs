using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// 64-bit FNV-1a over an id's UTF-16 code units with a final mix, unseeded on purpose: what is derived from it (the
/// noise of sampling) is the same in every process.
/// </summary>
public static class IdHash
{
    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;
    private const int MostOnStack = 512;

    /// <summary>The hash of an id.</summary>
    public static ulong Of(ReadOnlySpan<char> id)
    {
        ulong hash = Offset;
        foreach (char unit in id) hash = (hash ^ unit) * Prime;
        return Mix(hash);
    }

    /// <summary>The hash of an id in UTF-8: the same as that of its text.</summary>
    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> utf8Id)
    {
        ulong hash = Offset;
        foreach (byte unit in utf8Id)
        {
            // Up to here bytes and code units are the same.
            if (unit >= 0x80) return OfText(utf8Id);
            hash = (hash ^ unit) * Prime;
        }
        return Mix(hash);
    }

    /// <summary>
    /// A bijection on 64 bits in which every input bit moves about half of the output bits (Stafford's mix 13).
    /// </summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }

    private static ulong OfText(ReadOnlySpan<byte> utf8)
    {
        char[]? rented = utf8.Length > MostOnStack ? ArrayPool<char>.Shared.Rent(utf8.Length) : null;
        Span<char> text = rented ?? stackalloc char[MostOnStack];
        ulong hash = Of(text[..Encoding.UTF8.GetChars(utf8, text)]);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return hash;
    }
}
