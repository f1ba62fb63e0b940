namespace Recsys.Pipeline.Features;

/// <summary>
/// Categorify: words to ids 1..n by falling frequency, words met less often than a minimum, or never, to 0, the unknown
/// bucket.
/// </summary>
public sealed class CategoryVocabulary
{
    private readonly Dictionary<string, int> _ids;

    /// <summary>Makes a vocabulary of words in the order of their ids, the first having id 1.</summary>
    public CategoryVocabulary(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Words = words;
        _ids = new Dictionary<string, int>(words.Count, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < words.Count; i++) _ids.TryAdd(words[i], i + 1);
    }

    /// <summary>The words; the one at position i has id i + 1.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Ids, the unknown bucket included: all ids are below it.</summary>
    public int Size => Words.Count + 1;

    /// <summary>The word's id, or 0.</summary>
    public int Id(string word) => _ids.GetValueOrDefault(word);

    /// <summary>Fits a vocabulary.</summary>
    /// <param name="counts">How often each word was met.</param>
    /// <param name="minCount">Fewer than this go to the unknown bucket.</param>
    /// <param name="maxWords">No more than this are kept, the most frequent ones.</param>
    public static CategoryVocabulary Fit(IReadOnlyDictionary<string, long> counts, int minCount, int maxWords)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new CategoryVocabulary([.. counts
            .Where(word => word.Key.Length > 0 && word.Value >= minCount)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(maxWords)
            .Select(word => word.Key)]);
    }
}
