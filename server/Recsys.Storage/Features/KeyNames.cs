using System.Collections.Concurrent;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Storage.Features;

/// <summary>
/// Names of the categories and brands that keys stand for, as products were written with them. Kept in memory and
/// filled from the catalogue: a name that no product has had since the last start is no longer known.
/// </summary>
internal sealed class KeyNames
{
    private const int Most = 1 << 20;
    private readonly ConcurrentDictionary<ulong, string> _names = new();
    private int _count;

    public void Add(Product product, ulong category, ulong brand)
    {
        if (category != 0) Add(category, product.Categories[0]);
        if (brand != 0) Add(brand, product.Brand);
    }

    /// <summary>The name; empty when it is not known.</summary>
    public string Find(ulong key) => _names.GetValueOrDefault(key, "");

    // One writer, so the count is right; beyond it features go on counting, and are shown without names.
    private void Add(ulong key, string name)
    {
        if (_count < Most && _names.TryAdd(key, name)) _count++;
    }
}
