using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Content;

/// <summary>
/// Products described by the same words as the anchor or, without one, as the customer's latest products. Needs no
/// interactions at all: it finds something for a product that was added a minute ago.
/// </summary>
public sealed class ContentSource : ICandidateSource
{
    // More of them share what a search may look at, of which the rarest words have the first: those tell most.
    private const int LatestProducts = 16;
    private readonly ProductColumns _products;
    private readonly Lock _writer = new();
    private ContentIndex _index;
    private HashSet<int>? _sinceRebuild;
    private readonly RequestSums _sums;

    /// <summary>Indexes the words of a catalogue as it is now.</summary>
    public ContentSource(ProductColumns products)
    {
        ArgumentNullException.ThrowIfNull(products);
        _products = products;
        _sums = new RequestSums(Sum);
        _index = ContentIndex.Build(products);
    }

    /// <inheritdoc/>
    public string Name => "content";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _sums.Of(context).TakeBest(found, scores, context.Screen);
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sums = _sums.Of(context);
        if (sums.Count == 0) return false;
        for (int i = 0; i < rows.Length; i++) scores[i] = sums.Of(rows[i]);
        return true;
    }

    /// <summary>Products taken in since the index was built, each as often as it changed.</summary>
    internal int Overlaid => Volatile.Read(ref _index).Overlaid;

    /// <summary>Takes in products that came, changed or are gone. One caller at a time.</summary>
    internal void Update(ReadOnlySpan<int> rows)
    {
        lock (_writer)
        {
            foreach (int row in rows)
            {
                Update(_index, row);
                _sinceRebuild?.Add(row);
            }
        }
    }

    /// <summary>
    /// Builds the index anew, which forgets what products were before and weighs words as the catalogue is now. Others
    /// may update and search meanwhile. One caller at a time.
    /// </summary>
    internal void Rebuild()
    {
        lock (_writer) _sinceRebuild = [];
        var built = ContentIndex.Build(_products);
        lock (_writer)
        {
            foreach (int row in _sinceRebuild) Update(built, row);
            _sinceRebuild = null;
            Volatile.Write(ref _index, built);
        }
    }

    private void Update(ContentIndex index, int row)
    {
        var product = _products[row];
        if (product.Deleted) index.Remove(row);
        else index.Put(product);
    }

    private void Sum(RecommendationContext context, SparseScores sums)
    {
        var index = Volatile.Read(ref _index);
        int anchor = context.Request.AnchorRow;
        if (anchor >= 0) Spread(index, context, anchor, ContentIndex.MaxSearched, sums);
        else SpreadLatest(index, context, sums);
    }

    private static void SpreadLatest(ContentIndex index, RecommendationContext context, SparseScores sums)
    {
        var events = context.User.Events;
        Span<int> latest = stackalloc int[LatestProducts];
        int count = 0;
        for (int i = events.Count - 1; i >= 0 && count < latest.Length; i--)
        {
            int row = events[i].ProductRow;
            if (latest[..count].Contains(row)) continue;
            latest[count++] = row;
            Spread(index, context, row, ContentIndex.MaxSearched / LatestProducts, sums);
        }
    }

    private static void Spread(
        ContentIndex index, RecommendationContext context, int row, int most, SparseScores sums)
    {
        // A deleted product still says what somebody was looking for.
        var product = context.Products[row];
        if (product.Exists) index.Spread(product, most, sums);
    }
}
