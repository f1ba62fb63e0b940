using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>Texts as UTF-8 without allocating, where they are of an ordinary length.</summary>
internal static class Utf8
{
    /// <summary>Bytes to reserve: every id that the store takes fits.</summary>
    public const int OnStack = 512;

    /// <summary>The bytes of a text, in the memory given where they surely fit.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<char> text, Span<byte> memory) => text.Length * 3 <= memory.Length
        ? memory[..Encoding.UTF8.GetBytes(text, memory)]
        : OfLong(text);

    private static byte[] OfLong(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
