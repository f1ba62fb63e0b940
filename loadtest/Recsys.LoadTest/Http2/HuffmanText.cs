namespace Recsys.LoadTest.Http2;

/// <summary>
/// Text in the Huffman code of HPACK (RFC 7541, appendix B). The code is canonical, so that its lengths are all that
/// has to be kept; those of more than 15 bits belong to characters that no text of ours holds.
/// </summary>
internal static class HuffmanText
{
    private const int LongestCode = 15;

    // Code lengths of the characters from space to tilde.
    private static ReadOnlySpan<byte> Lengths =>
    [
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13,
    ];

    private static readonly Dictionary<(int Length, int Code), char> Codes = Assign();

    /// <summary>Reads a text; null where it holds a character beyond those kept, or ends wrongly.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder(bytes.Length * 8 / 5);
        int code = 0, length = 0;
        foreach (byte part in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                code = code << 1 | part >> bit & 1;
                if (++length > LongestCode) return null;
                if (!Codes.TryGetValue((length, code), out char character)) continue;
                text.Append(character);
                (code, length) = (0, 0);
            }
        }
        // The last byte is filled with ones, fewer than eight.
        return length < 8 && code == (1 << length) - 1 ? text.ToString() : null;
    }

    private static Dictionary<(int Length, int Code), char> Assign()
    {
        var codes = new Dictionary<(int, int), char>();
        int code = 0;
        for (int length = 1; length <= LongestCode; length++, code <<= 1)
        {
            // Character 0 comes before those kept, and has 13 bits.
            if (length == 13) code++;
            for (int i = 0; i < Lengths.Length; i++)
                if (Lengths[i] == length) codes[(length, code++)] = (char)(' ' + i);
        }
        return codes;
    }
}
