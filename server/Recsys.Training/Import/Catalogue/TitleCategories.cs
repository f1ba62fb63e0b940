namespace Recsys.Training.Import.Catalogue;

/// <summary>
/// Categories from the words of titles, for catalogues that have none. What a thing is tends to be the last word of its
/// title's first phrase ("STRAWBERRY CERAMIC TRINKET BOX", "SET OF 3 CAKE TINS WITH LIDS"), once colours, sizes and
/// counts are gone. A word shared by enough titles can be a category; it counts the more, the more often it stands at
/// such an end.
/// </summary>
internal sealed class TitleCategories
{
    /// <summary>Titles a word must occur in to be a category.</summary>
    private const int MinTitles = 8;
    private const int MaxCategories = 2;
    private const double HeadBonus = 1.5;

    private readonly Dictionary<string, WordCounts> _words = new(StringComparer.Ordinal);

    private sealed class WordCounts
    {
        public int Titles { get; set; }
        public int Heads { get; set; }
    }

    private TitleCategories()
    {
    }

    /// <summary>Learns from all titles of a catalogue.</summary>
    public static TitleCategories Fit(IReadOnlyList<string> titles)
    {
        var categories = new TitleCategories();
        foreach (string title in titles)
        {
            var words = TitleWords.Split(title, out string head);
            foreach (string word in words)
            {
                if (!categories._words.TryGetValue(word, out var counts))
                    categories._words[word] = counts = new WordCounts();
                counts.Titles++;
                if (word == head) counts.Heads++;
            }
        }
        return categories;
    }

    /// <summary>The categories of a title, most telling first; none when its words are rare.</summary>
    public IReadOnlyList<string> Of(string title)
    {
        var words = TitleWords.Split(title, out string head);
        return [.. words
            .Where(word => _words.TryGetValue(word, out var counts) && counts.Titles >= MinTitles)
            .OrderByDescending(word => Weight(_words[word], word == head))
            .Take(MaxCategories)];
    }

    /// <summary>
    /// How often the word is the thing rather than its decoration, trusted less when that was seen a few times only.
    /// </summary>
    private static double Weight(WordCounts counts, bool isHead) =>
        (double)counts.Heads / counts.Titles * Math.Min(1, 0.2 + counts.Heads / 20.0) * (isHead ? HeadBonus : 1);
}
