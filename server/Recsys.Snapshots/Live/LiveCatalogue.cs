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
    private const int MostCategories = 64;
    private const int CaptureStep = 4096;

    private readonly ProductColumns _products;
    private readonly ModelFeatures _features;
    private readonly ItemTower _tower;
    private readonly LiveIndex _index;
    private readonly ContentSource _content;
    // How what was taken in last looked, by row; 0 for nothing and for a product that is gone.
    private ulong[] _taken;

    /// <summary>Begins with what a snapshot was loaded from.</summary>
    /// <param name="products">The catalogue.</param>
    /// <param name="taken">The looks of the products the snapshot was loaded with, by row; kept.</param>
    /// <param name="features">Features to keep up.</param>
    /// <param name="tower">Makes vectors; stays the caller's.</param>
    /// <param name="index">Vectors to keep up.</param>
    /// <param name="content">Words to keep up.</param>
    public LiveCatalogue(
        ProductColumns products, ulong[] taken, ModelFeatures features, ItemTower tower, LiveIndex index,
        ContentSource content)
    {
        (_products, _taken, _features, _tower, _index, _content) =
            (products, taken, features, tower, index, content);
    }

    /// <summary>How the products of a catalogue look, by row; 0 for rows without one.</summary>
    public static ulong[] Capture(ProductColumns products)
    {
        var taken = new ulong[products.Count];
        BlockWork.Run(taken.Length, CaptureStep, (from, to) =>
        {
            for (int row = from; row < to; row++) taken[row] = LookOf(products[row]);
        });
        return taken;
    }

    /// <summary>Takes products in as they are now.</summary>
    /// <param name="rows">Which, each once, at most <see cref="ItemTower.Batch"/>.</param>
    /// <param name="always">Whether those that look the same as before are taken in too.</param>
    public void Update(ReadOnlySpan<int> rows, bool always)
    {
        Span<int> put = stackalloc int[ItemTower.Batch], gone = stackalloc int[ItemTower.Batch];
        int putCount = 0, goneCount = 0;
        Span<ulong> looks = stackalloc ulong[ItemTower.Batch];
        foreach (int row in rows)
        {
            var state = _products[row];
            if (!state.Exists) continue;
            ulong before = row < _taken.Length ? _taken[row] : 0, look = LookOf(state);
            if (state.Deleted)
            {
                if (before != 0 || always) gone[goneCount++] = row;
            }
            else if (always || before != look)
            {
                looks[putCount] = look;
                put[putCount++] = row;
            }
        }
        if (putCount + goneCount == 0) return;
        put = put[..putCount];
        gone = gone[..goneCount];
        if (putCount > 0) Encode(put);
        // Features first: what a search finds from here on can be scored.
        _index.Update(put, gone, _features.Vectors);
        _content.Update(put);
        _content.Update(gone);
        Remember(put, looks);
        foreach (int row in gone)
            if (row < _taken.Length) _taken[row] = 0;
    }

    private void Encode(ReadOnlySpan<int> rows)
    {
        var now = _features.Now;
        Span<int> modelRows = stackalloc int[rows.Length], places = stackalloc int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            modelRows[i] = _features.Rows.Adopt(rows[i], _products.At(rows[i]).IdHash);
            places[i] = i;
        }
        var content = ItemContent.Build(_features.Names, rows, modelRows);
        var part = now.Items.BuildFurther(_features.Workflow, content, _features.Counters);
        var vectors = new float[rows.Length * now.Vectors.Dimension];
        _tower.Encode(part, places, vectors);
        _features.Now = new ItemView(now.Items.With(rows, part), now.Vectors.With(rows, vectors));
    }

    private void Remember(ReadOnlySpan<int> rows, ReadOnlySpan<ulong> looks)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= _taken.Length) Array.Resize(ref _taken, Math.Max(rows[i] + 1, _taken.Length * 2));
            _taken[rows[i]] = looks[i];
        }
    }

    // A hash of what features read. Stock, promotion and other texts change often, and are read from the catalogue
    // itself.
    private static ulong LookOf(ProductRow state)
    {
        if (state.Deleted) return 0;
        Span<int> categories = stackalloc int[MostCategories];
        ulong hash = IdHash.Of(state.Title) ^ BitConverter.DoubleToUInt64Bits(state.Price);
        hash = IdHash.Mix(hash) ^ (uint)state.Facts.Brand;
        foreach (int category in categories[..state.CategoryNumbers(categories)])
            hash = IdHash.Mix(hash) ^ (uint)category;
        return IdHash.Mix(hash) | 1;
    }
}
