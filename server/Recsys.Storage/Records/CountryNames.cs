using System.Text;

namespace Recsys.Storage.Records;

/// <summary>
/// Makes strings of countries' names and keeps the latest: there are few, and every request reads one. Thread-safe: two
/// who make the same name at once keep either.
/// </summary>
internal static class CountryNames
{
    // A power of two, and several times the countries there are.
    private const int Slots = 1024;

    private static readonly string?[] Latest = new string?[Slots];

    /// <summary>The name that UTF-8 spells.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        uint hash = 2166136261;
        foreach (byte one in utf8) hash = (hash ^ one) * 16777619;
        ref var slot = ref Latest[(hash ^ hash >> 16) & (Slots - 1)];
        // Names beyond ASCII never compare equal here and are made each time.
        if (slot is { } known && Ascii.Equals(utf8, known)) return known;
        return slot = Encoding.UTF8.GetString(utf8);
    }
}
