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
    /// Products of one word that a search looks at, and that are kept: a word that most products share tells little.
    /// </summary>
    public const int MaxPostings = 20_000;

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

    /// <summary>Adds to each product its cosine with a product, which need not be in the index itself, times a
    /// weight.</summary>
    public void Spread(scoped in ProductRow product, float weight, SparseScores sums)
    {
        Span<int> words = stackalloc int[ContentWords.MaxWords];
        words = words[.._words.Read(product, words, learn: false)];
        float square = Square(words);
        if (square == 0) return;
        weight /= MathF.Sqrt(square);
        foreach (int word in words)
        {
            float part = weight * Idf(word) * Idf(word);
            if (word < _idf.Length) SpreadBuilt(word, part, sums);
            _overlay.Spread(word, part, MaxPostings, sums);
        }
    }

    private void SpreadBuilt(int word, float part, SparseScores sums)
    {
        for (int i = _starts[word]; i < _starts[word + 1]; i++)
        {
            int row = _rows[i];
            if (!_overlay.Covers(row)) sums.Add(row, part / _norms[row]);
        }
    }

    private float Idf(int word) => word < _idf.Length ? _idf[word] : _newIdf;

    private float Square(ReadOnlySpan<int> words)
    {
        float square = 0;
        foreach (int word in words) square += Idf(word) * Idf(word);
        return square;
    }
}
