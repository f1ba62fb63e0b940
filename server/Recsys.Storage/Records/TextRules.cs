using System.Text;

namespace Recsys.Storage.Records;

/// <summary>What ids and texts may hold.</summary>
public static class TextRules
{
    /// <summary>Whether a text is 1–128 characters that survive UTF-8 and hold no control character.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= StorageLimits.IdLength && IsPlain(text, allowLines: false) && IsIntact(text);

    /// <summary>Whether a country is at most 64 bytes of plain text; empty is allowed.</summary>
    public static bool IsCountry(string text) =>
        text.Length <= StorageLimits.CountryBytes && IsPlain(text, allowLines: false)
        && Encoding.UTF8.GetByteCount(text) <= StorageLimits.CountryBytes;

    /// <summary>
    /// Whether a text holds no U+FFFD. Decoders put it, without a word, where bytes were no UTF-8: two ids that differ
    /// there would become one.
    /// </summary>
    public static bool IsIntact(string text) => !text.Contains('\uFFFD');

    /// <summary>
    /// Whether a text has no half of a surrogate pair, which UTF-8 would lose, and no control characters.
    /// </summary>
    public static bool IsPlain(string text, bool allowLines)
    {
        // Nearly every text is printable ASCII throughout, which is seen many characters at a time.
        int plain = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (plain < 0) return true;
        for (int i = plain; i < text.Length; i++)
        {
            char one = text[i];
            if (one < 0x80)
            {
                if (one is < ' ' or (char)0x7F && !(allowLines && one is '\n' or '\r' or '\t')) return false;
                continue;
            }
            if (char.IsControl(one)) return false;
            if (!char.IsSurrogate(one)) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(one, text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
