using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Recsys.Server.Fronts.Json.Routing;

/// <summary>Percent-encoding of paths and queries, read strictly: what is not UTF-8 is nobody's id.</summary>
internal static class PercentText
{
    private const int OnStack = 256;

    /// <summary>The text, or null where an escape is broken or the bytes are not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        if (!text.ContainsAny('%', '+') && Ascii.IsValid(text)) return text.ToString();
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        try
        {
            Span<byte> bytes = rented ?? stackalloc byte[OnStack];
            int count = Bytes(text, plusIsSpace, bytes);
            return count >= 0 && Utf8.IsValid(bytes[..count]) ? Encoding.UTF8.GetString(bytes[..count]) : null;
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Bytes(ReadOnlySpan<char> text, bool plusIsSpace, Span<byte> bytes)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return -1;
                bytes[count++] = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                i += 2;
            }
            else if (text[i] == '+' && plusIsSpace)
            {
                bytes[count++] = (byte)' ';
            }
            else
            {
                if (Rune.DecodeFromUtf16(text[i..], out var rune, out int length) != OperationStatus.Done) return -1;
                count += rune.EncodeToUtf8(bytes[count..]);
                i += length - 1;
            }
        }
        return count;
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
