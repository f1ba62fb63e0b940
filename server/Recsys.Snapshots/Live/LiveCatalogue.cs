using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Content;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Live;

/// <summary>
/// Brings what a snapshot knows of products up to what the catalogue says: features, a vector by the item tower, words.
/// Everything a request reads is put in place whole; a batch is bounded, so that a shop that imports all it has does
/// not keep the processor from requests. Not thread-safe: one follower drives it.
/// </summary>
internal sealed class LiveCatalogue
{
    private readonly ProductColumns _products;
    private readonly ModelFeatures _features;
    private readonly ItemTower _tower;
    private readonly LiveIndex _index;
    private readonly ContentSource _content;
    // What was taken in last, by row; null for nothing and for a product that is gone.
    private Product?[] _taken;

    /// <summary>Begins with what a snapshot was loaded from.</summary>
    /// <param name="products">The catalogue.</param>
    /// <param name="taken">The products the snapshot was loaded with, by row; kept.</param>
    /// <param name="features">Features to keep up.</param>
    /// <param name="tower">Makes vectors; stays the caller's.</param>
    /// <param name="index">Vectors to keep up.</param>
    /// <param name="content">Words to keep up.</param>
    public LiveCatalogue(
        ProductColumns products, Product?[] taken, ModelFeatures features, ItemTower tower, LiveIndex index,
        ContentSource content)
    {
        (_products, _taken, _features, _tower, _index, _content) =
            (products, taken, features, tower, index, content);
    }

    /// <summary>The products of a catalogue by row; null for rows without one.</summary>
    public static Product?[] Capture(ProductColumns products)
    {
        var taken = new Product?[products.Count];
        for (int row = 0; row < taken.Length; row++)
            taken[row] = products[row] is { Deleted: false } state ? state.Product : null;
        return taken;
    }

    /// <summary>Takes products in as they are now.</summary>
    /// <param name="rows">Which, each once, at most <see cref="ItemTower.Batch"/>.</param>
    /// <param name="always">Whether those that look the same as before are taken in too.</param>
    public void Update(ReadOnlySpan<int> rows, bool always)
    {
        Span<int> put = stackalloc int[ItemTower.Batch], gone = stackalloc int[ItemTower.Batch];
        int putCount = 0, goneCount = 0;
        var products = new List<Product>(rows.Length);
        foreach (int row in rows)
        {
            if (_products[row] is not { } state) continue;
            var before = row < _taken.Length ? _taken[row] : null;
            if (state.Deleted)
            {
                if (before is not null || always) gone[goneCount++] = row;
            }
            else if (always || before is null || !LooksLike(before, state.Product))
            {
                put[putCount++] = row;
                products.Add(state.Product);
            }
        }
        if (putCount + goneCount == 0) return;
        put = put[..putCount];
        gone = gone[..goneCount];
        if (putCount > 0) Encode(put, products);
        // Features first: what a search finds from here on can be scored.
        _index.Update(put, gone, _features.Vectors);
        _content.Update(put);
        _content.Update(gone);
        Remember(put, products);
        foreach (int row in gone)
            if (row < _taken.Length) _taken[row] = null;
    }

    private void Encode(ReadOnlySpan<int> rows, List<Product> products)
    {
        var now = _features.Now;
        Span<int> modelRows = stackalloc int[rows.Length], places = stackalloc int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            modelRows[i] = _features.Rows.Adopt(rows[i], products[i].Id);
            places[i] = i;
        }
        var content = ItemContent.Build(_features.Workflow, products, modelRows);
        var part = now.Items.BuildFurther(_features.Workflow, content, _features.Counters);
        var vectors = new float[rows.Length * now.Vectors.Dimension];
        _tower.Encode(part, places, vectors);
        _features.Now = new ItemView(now.Items.With(rows, part), now.Vectors.With(rows, vectors));
    }

    private void Remember(ReadOnlySpan<int> rows, List<Product> products)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= _taken.Length) Array.Resize(ref _taken, Math.Max(rows[i] + 1, _taken.Length * 2));
            _taken[rows[i]] = products[i];
        }
    }

    // Stock, promotion and texts that no feature reads change often, and are read from the catalogue itself.
    private static bool LooksLike(Product a, Product b) =>
        a.Title == b.Title && a.Brand == b.Brand && a.Price.Equals(b.Price) && a.Categories.SequenceEqual(b.Categories);
}
