using System.Collections.Concurrent;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots.Content;

/// <summary>
/// The words that describe a product: those of its title (letters and digits, lower case, a plural s taken off), its
/// categories and its brand. Gives each word's number in a vocabulary without making strings of words that are known.
/// One caller at a time may learn; others may read meanwhile.
/// </summary>
internal sealed class ContentWords
{
    /// <summary>Most words of one product.</summary>
    public const int MaxWords = 24;

    private const int MaxWordLength = 32;
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _count;

    public int Count => _count;

    /// <summary>Numbers a product's words, each once.</summary>
    /// <param name="product">The product.</param>
    /// <param name="words">Filled with numbers; <see cref="MaxWords"/> long.</param>
    /// <param name="learn">Whether words not met before get a number; otherwise they are left out.</param>
    /// <returns>How many were filled.</returns>
    public int Read(Product product, Span<int> words, bool learn)
    {
        int count = 0;
        // What a category or a brand is called is no word of a title: the prefix keeps them apart.
        foreach (string category in product.Categories) AddName('\u0001', category, words, ref count, learn);
        AddName('\u0002', product.Brand, words, ref count, learn);
        ReadTitle(product.Title, words, ref count, learn);
        return count;
    }

    private void ReadTitle(string title, Span<int> words, ref int count, bool learn)
    {
        Span<char> word = stackalloc char[MaxWordLength];
        int length = 0;
        for (int i = 0; i <= title.Length; i++)
        {
            if (i < title.Length && char.IsLetterOrDigit(title[i]))
            {
                if (length < MaxWordLength) word[length++] = char.ToLowerInvariant(title[i]);
                continue;
            }
            if (length >= 2) Add(WithoutPlural(word[..length]), words, ref count, learn);
            length = 0;
        }
    }

    private void AddName(char kind, string name, Span<int> words, ref int count, bool learn)
    {
        if (name.Length == 0) return;
        Span<char> word = stackalloc char[MaxWordLength];
        int length = 0;
        word[length++] = kind;
        for (int i = 0; i < name.Length && length < MaxWordLength; i++) word[length++] = char.ToLowerInvariant(name[i]);
        Add(word[..length], words, ref count, learn);
    }

    private void Add(ReadOnlySpan<char> word, Span<int> words, ref int count, bool learn)
    {
        if (count == words.Length) return;
        var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(word, out int number))
        {
            if (!learn) return;
            number = _count++;
            lookup[word] = number;
        }
        if (!words[..count].Contains(number)) words[count++] = number;
    }

    private static ReadOnlySpan<char> WithoutPlural(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
}
