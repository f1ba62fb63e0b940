using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots.Content;

/// <summary>
/// Products by the words that describe them: an inverted index with TF-IDF weights, cosine between products. Built from
/// the catalogue when a snapshot is loaded, so it knows products that no model was trained on; products that come or
/// change afterwards are laid over it (<see cref="ContentOverlay"/>). One writer; searches never wait.
/// </summary>
internal sealed class ContentIndex
{
    /// <summary>
    /// Products of one word that are kept: a word that most products share tells little.
    /// </summary>
    public const int MaxPostings = 20_000;

    /// <summary>
    /// Products of all words together that a search looks at, the rarest words first: with millions of products, each
    /// of a product's two dozen words may be common.
    /// </summary>
    public const int MaxSearched = 24_000;

    private readonly ContentWords _words;
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly float[] _idf;
    private readonly float[] _norms;
    private readonly float _newIdf;
    private readonly ContentOverlay _overlay = new();

    private ContentIndex(ContentIndexBuilder built)
    {
        (_words, _starts, _rows, _idf, _norms) = (built.Words, built.Starts, built.Rows, built.Idf, built.Norms);
        // A word that is new is one product's.
        _newIdf = MathF.Log(1 + Math.Max(built.Documents, 1));
    }

    /// <summary>Products taken in since it was built, each as often as it changed.</summary>
    public int Overlaid => _overlay.Documents;

    /// <summary>Bytes of what was built, without the vocabulary.</summary>
    public long Bytes => (long)(_starts.Length + _rows.Length + _idf.Length + _norms.Length) * sizeof(int);

    /// <summary>Indexes all products that are not deleted.</summary>
    public static ContentIndex Build(ProductColumns products)
    {
        var builder = new ContentIndexBuilder(products);
        builder.Build();
        return new ContentIndex(builder);
    }

    /// <summary>Takes in a product that came or changed.</summary>
    public void Put(scoped in ProductRow product)
    {
        Span<int> words = stackalloc int[ContentWords.MaxWords];
        words = words[.._words.Read(product, words, learn: true)];
        _overlay.Put(product.Row, words, MathF.Sqrt(Square(words)));
    }

    /// <summary>Takes a product out.</summary>
    public void Remove(int row) => _overlay.Remove(row);

    /// <summary>Adds to each product its cosine with a product, which need not be in the index itself.</summary>
    /// <param name="product">The product.</param>
    /// <param name="most">Products of words looked at, at most; what is common may miss some then.</param>
    /// <param name="sums">Takes the sums.</param>
    public void Spread(scoped in ProductRow product, int most, SparseScores sums)
    {
        Span<int> words = stackalloc int[ContentWords.MaxWords];
        words = words[.._words.Read(product, words, learn: false)];
        float square = Square(words);
        if (square == 0) return;
        SortRarestFirst(words);
        for (int i = 0; i < words.Length && most > 0; i++)
        {
            float part = Idf(words[i]) * Idf(words[i]) / MathF.Sqrt(square);
            if (words[i] < _idf.Length) most -= SpreadBuilt(words[i], part, most, sums);
            most -= _overlay.Spread(words[i], part, most, sums);
        }
    }

    private int SpreadBuilt(int word, float part, int most, SparseScores sums)
    {
        var rows = _rows.AsSpan(_starts[word].._starts[word + 1]);
        rows = rows[..Math.Min(rows.Length, most)];
        foreach (int row in rows)
            if (!_overlay.Covers(row)) sums.Add(row, part / _norms[row]);
        return rows.Length;
    }

    private void SortRarestFirst(Span<int> words)
    {
        Span<float> common = stackalloc float[words.Length];
        for (int i = 0; i < words.Length; i++) common[i] = -Idf(words[i]);
        common.Sort(words);
    }

    private float Idf(int word) => word < _idf.Length ? _idf[word] : _newIdf;

    private float Square(ReadOnlySpan<int> words)
    {
        float square = 0;
        foreach (int word in words) square += Idf(word) * Idf(word);
        return square;
    }
}
