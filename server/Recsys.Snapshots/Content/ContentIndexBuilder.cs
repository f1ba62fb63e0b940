using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Content;

/// <summary>
/// Builds the columns of a <see cref="ContentIndex"/>: numbers the words of all products, a block of products on each
/// processor; then counts them, and puts each product under its words.
/// </summary>
internal sealed class ContentIndexBuilder
{
    private const int BlockRows = 4096;
    private readonly ProductColumns _products;
    private readonly int _rows;
    // The numbers of a block's words product by product, and where each product's end.
    private readonly int[][] _numbers;
    private readonly int[][] _ends;
    private int _documents;

    public ContentIndexBuilder(ProductColumns products)
    {
        (_products, _rows, Words) = (products, products.Count, new ContentWords(products));
        int blocks = (int)((_rows + (long)BlockRows - 1) / BlockRows);
        (_numbers, _ends) = (new int[blocks][], new int[blocks][]);
    }

    /// <summary>The vocabulary.</summary>
    public ContentWords Words { get; }

    /// <summary>Products that have words.</summary>
    public int Documents => _documents;

    /// <summary>Where each word's products begin in <see cref="Rows"/>; one more than there are words.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Products by word, of each word the first ones that a search looks at.</summary>
    public int[] Rows { get; private set; } = [];

    /// <summary>Weight of each word.</summary>
    public float[] Idf { get; private set; } = [];

    /// <summary>Length of each product's vector of weights.</summary>
    public float[] Norms { get; private set; } = [];

    public void Build()
    {
        BlockWork.Run(_numbers.Length, Read);
        int[] counts = Count();
        Starts = new int[counts.Length + 1];
        Idf = new float[counts.Length];
        for (int word = 0; word < counts.Length; word++)
        {
            Starts[word + 1] = checked(Starts[word] + Math.Min(counts[word], ContentIndex.MaxPostings));
            Idf[word] = MathF.Log(1 + ((float)Math.Max(_documents, 1) / Math.Max(counts[word], 1)));
        }
        Norms = new float[_rows];
        BlockWork.Run(_numbers.Length + 1, block =>
        {
            // What must go in order is one piece of work beside the others.
            if (block == 0) Place();
            else Weigh(block - 1);
        });
    }

    private void Read(int block)
    {
        int first = block * BlockRows, count = Math.Min(BlockRows, _rows - first), documents = 0, used = 0;
        var ends = new int[count];
        int[] numbers = new int[count * 8];
        Span<int> words = stackalloc int[ContentWords.MaxWords];
        for (int i = 0; i < count; i++)
        {
            var product = _products[first + i];
            if (!product.Deleted)
            {
                int found = Words.Read(product, words, learn: true);
                if (used + found > numbers.Length)
                    Array.Resize(ref numbers, Math.Max(used + found, numbers.Length * 2));
                words[..found].CopyTo(numbers.AsSpan(used));
                used += found;
                documents++;
            }
            ends[i] = used;
        }
        (_numbers[block], _ends[block]) = (numbers, ends);
        Interlocked.Add(ref _documents, documents);
    }

    private int[] Count()
    {
        var counts = new int[Words.Count];
        for (int block = 0; block < _numbers.Length; block++)
            foreach (int word in _numbers[block].AsSpan(0, _ends[block][^1])) counts[word]++;
        return counts;
    }

    private void Place()
    {
        int[] next = Starts.AsSpan(0, Starts.Length - 1).ToArray();
        Rows = GC.AllocateUninitializedArray<int>(Starts[^1]);
        for (int block = 0; block < _numbers.Length; block++)
        {
            int at = 0;
            for (int i = 0; i < _ends[block].Length; i++)
            {
                for (; at < _ends[block][i]; at++)
                {
                    int word = _numbers[block][at];
                    if (next[word] < Starts[word + 1]) Rows[next[word]++] = (block * BlockRows) + i;
                }
            }
        }
    }

    private void Weigh(int block)
    {
        int at = 0;
        for (int i = 0; i < _ends[block].Length; i++)
        {
            float square = 0;
            for (; at < _ends[block][i]; at++) square += Idf[_numbers[block][at]] * Idf[_numbers[block][at]];
            Norms[(block * BlockRows) + i] = MathF.Sqrt(square);
        }
    }
}
