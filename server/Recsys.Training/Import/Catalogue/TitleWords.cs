using System.Text;

namespace Recsys.Training.Import.Catalogue;

/// <summary>
/// The words of a product's title that may say what it is: singular, lower case, no colours, sizes or counts.
/// </summary>
internal static class TitleWords
{
    private const int MinLength = 3;

    // A phrase ends where one of these begins the next.
    private static readonly HashSet<string> Links = ["with", "of", "for", "in", "on", "w", "from", "and", "by", "to"];

    private static readonly HashSet<string> Ignored =
    [
        "the", "at", "or", "set", "pack", "pair", "assorted", "asst", "asstd", "design", "colour", "color", "new",
        "single", "double",
        "small", "large", "medium", "mini", "big", "jumbo", "giant", "clear", "natural",
        "red", "blue", "green", "pink", "white", "black", "yellow", "orange", "purple", "brown", "grey", "gray",
        "gold", "silver",
        "ivory", "cream", "turquoise", "lilac",
    ];

    /// <summary>Splits a title.</summary>
    /// <param name="title">The title.</param>
    /// <param name="head">Last word of the first phrase; empty when no word is left.</param>
    /// <returns>Its distinct words, in order.</returns>
    public static List<string> Split(string title, out string head)
    {
        var words = new List<string>();
        head = "";
        bool firstPhrase = true;
        var word = new StringBuilder();
        for (int i = 0; i <= title.Length; i++)
        {
            char c = i < title.Length ? title[i] : ',';
            if (char.IsLetterOrDigit(c)) word.Append(char.ToLowerInvariant(c));
            if (char.IsLetterOrDigit(c) || c == '\'') continue;
            string found = word.ToString();
            word.Clear();
            bool ends = Links.Contains(found) || c is ',' or '/' or '(' or ')';
            if (Singular(found) is { } singular)
            {
                if (!words.Contains(singular)) words.Add(singular);
                if (firstPhrase) head = singular;
            }
            if (ends && head.Length > 0) firstPhrase = false;
        }
        return words;
    }

    /// <summary>The word as a category would be called, or null when it says nothing of what a thing is.</summary>
    private static string? Singular(string word)
    {
        if (word.Length < MinLength || char.IsAsciiDigit(word[0])) return null;
        if (Links.Contains(word) || Ignored.Contains(word)) return null;
        string singular = word;
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal)) singular = word[..^3] + "y";
        else if (word.Length > 4 && EndsWithAny(word, "sses", "shes", "ches", "xes")) singular = word[..^2];
        else if (word.Length > 3 && word[^1] == 's' && !EndsWithAny(word, "ss", "us", "is", "as"))
            singular = word[..^1];
        return Ignored.Contains(singular) ? null : singular;
    }

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        return false;
    }
}
