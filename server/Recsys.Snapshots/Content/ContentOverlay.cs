namespace Recsys.Snapshots.Content;

/// <summary>
/// Words of products that came or changed since a <see cref="ContentIndex"/> was built. Every version of a product is a
/// document of its own, appended and never changed; one number for each product says which of them holds. So one writer
/// adds while searches read: they see a product as it was or as it is, and wait for nothing.
/// </summary>
internal sealed class ContentOverlay
{
    private const int PageRows = 1024;
    private const int Gone = -1;

    // What holds for a row: 0 the index as it was built, Gone, or 1 + the document.
    private int[]?[] _holding = [];
    private Postings?[] _words = new Postings?[64];
    private int[] _rows = new int[64];
    private float[] _norms = new float[64];

    /// <summary>Documents added.</summary>
    public int Documents { get; private set; }

    /// <summary>Whether a product is as this says and not as the index was built.</summary>
    public bool Covers(int row) => Holding(row) != 0;

    /// <summary>Adds a product's words, which hold from then on.</summary>
    public void Put(int row, ReadOnlySpan<int> words, float norm)
    {
        int document = Documents++;
        if (document == _rows.Length)
        {
            Volatile.Write(ref _rows, Grown(_rows));
            Volatile.Write(ref _norms, Grown(_norms));
        }
        (_rows[document], _norms[document]) = (row, norm);
        foreach (int word in words) ListOf(word).Add(document);
        // Last: until here, what was said of the product before holds.
        Hold(row, document + 1);
    }

    /// <summary>Takes a product out.</summary>
    public void Remove(int row) => Hold(row, Gone);

    /// <summary>Adds to each product that has a word a part of its cosine, the latest first.</summary>
    /// <param name="word">The word.</param>
    /// <param name="part">The part, still to be divided by the product's norm.</param>
    /// <param name="most">Most documents looked at.</param>
    /// <param name="sums">Takes the sums.</param>
    /// <returns>How many documents were looked at.</returns>
    public int Spread(int word, float part, int most, SparseScores sums)
    {
        var words = Volatile.Read(ref _words);
        if (word >= words.Length || Volatile.Read(ref words[word]) is not { } list) return 0;
        var documents = list.Read();
        // Read after the list: they hold at least what it names.
        int[] rows = Volatile.Read(ref _rows);
        float[] norms = Volatile.Read(ref _norms);
        int last = Math.Max(0, documents.Length - most);
        for (int i = documents.Length - 1; i >= last; i--)
        {
            int document = documents[i];
            if (Holding(rows[document]) == document + 1) sums.Add(rows[document], part / norms[document]);
        }
        return documents.Length - last;
    }

    private int Holding(int row)
    {
        var pages = Volatile.Read(ref _holding);
        int page = row / PageRows;
        return page < pages.Length && Volatile.Read(ref pages[page]) is { } holding
            ? Volatile.Read(ref holding[row % PageRows])
            : 0;
    }

    private void Hold(int row, int what)
    {
        int page = row / PageRows;
        if (page >= _holding.Length)
        {
            var larger = new int[]?[Math.Max(page + 1, _holding.Length * 2)];
            _holding.CopyTo(larger, 0);
            Volatile.Write(ref _holding, larger);
        }
        if (_holding[page] is null) Volatile.Write(ref _holding[page], new int[PageRows]);
        Volatile.Write(ref _holding[page]![row % PageRows], what);
    }

    private Postings ListOf(int word)
    {
        if (word >= _words.Length)
        {
            var larger = new Postings?[Math.Max(word + 1, _words.Length * 2)];
            _words.CopyTo(larger, 0);
            Volatile.Write(ref _words, larger);
        }
        if (_words[word] is null) Volatile.Write(ref _words[word], new Postings());
        return _words[word]!;
    }

    private static T[] Grown<T>(T[] values)
    {
        var larger = new T[values.Length * 2];
        values.CopyTo(larger, 0);
        return larger;
    }

    /// <summary>Documents of one word, in the order they came.</summary>
    private sealed class Postings
    {
        private int[] _documents = new int[4];
        private int _count;

        public ReadOnlySpan<int> Read()
        {
            // The count first: an array read after it holds at least as many.
            int count = Volatile.Read(ref _count);
            return Volatile.Read(ref _documents).AsSpan(0, count);
        }

        public void Add(int document)
        {
            if (_count == _documents.Length) Volatile.Write(ref _documents, Grown(_documents));
            _documents[_count] = document;
            Volatile.Write(ref _count, _count + 1);
        }
    }
}
