using System.Globalization;

namespace Recsys.Synthetic;

/// <summary>Ids and words that are made of numbers, the same in every shop.</summary>
internal static class Names
{
    private const string Starts = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";
    private const string Ends = "lnrsx";
    // Three syllables of 14 × 5.
    private const int Words = 343_000;

    /// <summary>Id of a product counted from 0: <c>p0000001</c> is the first.</summary>
    public static string Product(int number) => Id('p', number);

    /// <summary>Id of a customer counted from 0: <c>c0000001</c> is the first.</summary>
    public static string Customer(int number) => Id('c', number);

    /// <summary>Id of an interaction counted from 0.</summary>
    public static string Interaction(long number) => string.Create(CultureInfo.InvariantCulture, $"i{number:x}");

    /// <summary>A word; numbers below 343,000 give different ones.</summary>
    public static string Word(int number)
    {
        Span<char> word = stackalloc char[8];
        int length = 0;
        // A multiplier without a common factor moves neighbours apart, so that words of a category do not sound alike.
        int left = (int)(number * 15_485_863L % Words);
        do
        {
            word[length++] = Starts[left % Starts.Length];
            left /= Starts.Length;
            word[length++] = Vowels[left % Vowels.Length];
            left /= Vowels.Length;
        }
        while (left > 0);
        word[length++] = Ends[length % Ends.Length];
        return new string(word[..length]);
    }

    /// <summary>A word with a capital, for brands and categories.</summary>
    public static string Proper(int number)
    {
        string word = Word(number);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static string Id(char kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1:D7}");
}
