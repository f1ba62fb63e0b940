using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots.Content;

/// <summary>
/// The words that describe a product: those of its title (<see cref="WordHash"/>), its categories and its brand. Gives
/// each word's number in a vocabulary. Any number of callers.
/// </summary>
/// <param name="products">The catalogue.</param>
internal sealed class ContentWords(ProductColumns products)
{
    /// <summary>Most words of one product.</summary>
    public const int MaxWords = 24;

    private const int MaxTitleWords = 64;
    private const char CategoryKind = '\u0001', BrandKind = '\u0002';
    private readonly WordNumbers _numbers = new();
    private readonly NameWords _categories = new(products.Categories, CategoryKind);
    private readonly NameWords _brands = new(products.Brands, BrandKind);

    /// <summary>Words of the vocabulary.</summary>
    public int Count => _numbers.Count;

    /// <summary>Numbers a product's words, each once.</summary>
    /// <param name="product">The product.</param>
    /// <param name="words">Filled with numbers; <see cref="MaxWords"/> long.</param>
    /// <param name="learn">Whether words not met before get a number; otherwise they are left out.</param>
    /// <returns>How many were filled.</returns>
    public int Read(scoped in ProductRow product, Span<int> words, bool learn)
    {
        int count = 0;
        Span<int> categories = stackalloc int[MaxWords];
        foreach (int category in categories[..product.CategoryNumbers(categories)])
            Add(_categories.Hash(category), words, ref count, learn);
        if (product.Facts.Brand > 0) Add(_brands.Hash(product.Facts.Brand), words, ref count, learn);
        Span<ulong> title = stackalloc ulong[MaxTitleWords];
        foreach (ulong word in title[..WordHash.OfTitle(product.Title, title)]) Add(word, words, ref count, learn);
        return count;
    }

    private void Add(ulong word, Span<int> words, ref int count, bool learn)
    {
        if (count == words.Length) return;
        int number = learn ? _numbers.Add(word) : _numbers.Find(word);
        if (number >= 0 && !words[..count].Contains(number)) words[count++] = number;
    }

    /// <summary>Names as words, hashed when first asked for: many products share a name.</summary>
    private sealed class NameWords(NameTable names, char kind)
    {
        private ulong[] _hashes = [];

        public ulong Hash(int number)
        {
            ulong[] hashes = Volatile.Read(ref _hashes);
            if (number >= hashes.Length)
            {
                // Whoever else does the same loses no more than work.
                var larger = new ulong[Math.Max(names.Count, number) + 1];
                hashes.CopyTo(larger, 0);
                Volatile.Write(ref _hashes, hashes = larger);
            }
            ulong hash = Volatile.Read(ref hashes[number]);
            if (hash == 0) Volatile.Write(ref hashes[number], hash = WordHash.OfName(kind, names.Name(number)));
            return hash;
        }
    }
}
