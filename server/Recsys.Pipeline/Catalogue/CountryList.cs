using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>A list of countries as bytes.</summary>
internal static class CountryList
{
    /// <summary>Whether a country is in a list; case does not count.</summary>
    public static bool Contains(ReadOnlySpan<byte> list, ReadOnlySpan<char> country)
    {
        var reader = new EncodedReader(list);
        for (int left = reader.Count(); left > 0; left--)
            if (IsSame(reader.Text(), country)) return true;
        return false;
    }

    private static bool IsSame(ReadOnlySpan<byte> utf8, ReadOnlySpan<char> country)
    {
        if (Ascii.IsValid(utf8)) return Ascii.EqualsIgnoreCase(utf8, country);
        Span<char> memory = stackalloc char[Utf8.OnStack];
        if (utf8.Length > memory.Length)
            return country.Equals(Encoding.UTF8.GetString(utf8), StringComparison.OrdinalIgnoreCase);
        return country.Equals(memory[..Encoding.UTF8.GetChars(utf8, memory)], StringComparison.OrdinalIgnoreCase);
    }
}
