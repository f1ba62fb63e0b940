using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots.Content;

/// <summary>
/// Products by the words that describe them: an inverted index with TF-IDF weights, cosine between products. Built from
/// the catalogue when a snapshot is loaded, so it knows products that no model was trained on; products that come or
/// change afterwards are laid over it (<see cref="ContentOverlay"/>). One writer; searches never wait.
/// </summary>
internal sealed class ContentIndex
{
    /// <summary>Products of one word that a search looks at: a word that most products share tells little.</summary>
    public const int MaxPostings = 20_000;

    private readonly ContentWords _words;
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly float[] _idf;
    private readonly float[] _norms;
    private readonly float _newIdf;
    private readonly ContentOverlay _overlay = new();

    private ContentIndex(
        ContentWords words, int[] starts, int[] rows, float[] idf, float[] norms, int documents)
    {
        _words = words;
        _starts = starts;
        _rows = rows;
        _idf = idf;
        _norms = norms;
        // A word that is new is one product's.
        _newIdf = MathF.Log(1 + Math.Max(documents, 1));
    }

    /// <summary>Products taken in since it was built, each as often as it changed.</summary>
    public int Overlaid => _overlay.Documents;

    /// <summary>Indexes all products that are not deleted.</summary>
    public static ContentIndex Build(ProductColumns products)
    {
        var words = new ContentWords();
        int count = products.Count, documents = 0;
        var offsets = new int[count + 1];
        var numbers = new List<int>(count * 6);
        Span<int> buffer = stackalloc int[ContentWords.MaxWords];
        for (int row = 0; row < count; row++)
        {
            if (!products.At(row).Deleted && products.ProductAt(row) is { } product)
            {
                numbers.AddRange(buffer[..words.Read(product, buffer, learn: true)]);
                documents++;
            }
            offsets[row + 1] = numbers.Count;
        }
        var starts = new int[words.Count + 1];
        foreach (int word in numbers) starts[word + 1]++;
        for (int word = 0; word < words.Count; word++) starts[word + 1] += starts[word];
        var idf = new float[words.Count];
        for (int word = 0; word < idf.Length; word++)
            idf[word] = MathF.Log(1 + (float)documents / (starts[word + 1] - starts[word]));
        var (rows, norms) = Place(offsets, numbers, starts, idf);
        return new ContentIndex(words, starts, rows, idf, norms, documents);
    }

    /// <summary>Takes in a product that came or changed.</summary>
    public void Put(int row, Product product)
    {
        Span<int> words = stackalloc int[ContentWords.MaxWords];
        words = words[.._words.Read(product, words, learn: true)];
        _overlay.Put(row, words, MathF.Sqrt(Square(words)));
    }

    /// <summary>Takes a product out.</summary>
    public void Remove(int row) => _overlay.Remove(row);

    /// <summary>Adds to each product its cosine with a product, which need not be in the index itself, times a
    /// weight.</summary>
    public void Spread(Product product, float weight, SparseScores sums)
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
        int end = Math.Min(_starts[word + 1], _starts[word] + MaxPostings);
        for (int i = _starts[word]; i < end; i++)
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

    private static (int[] Rows, float[] Norms) Place(int[] offsets, List<int> numbers, int[] starts, float[] idf)
    {
        var next = starts.AsSpan().ToArray();
        var rows = new int[numbers.Count];
        var norms = new float[offsets.Length - 1];
        for (int row = 0; row < norms.Length; row++)
        {
            float square = 0;
            for (int i = offsets[row]; i < offsets[row + 1]; i++)
            {
                rows[next[numbers[i]]++] = row;
                square += idf[numbers[i]] * idf[numbers[i]];
            }
            norms[row] = MathF.Sqrt(square);
        }
        return (rows, norms);
    }
}
