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
    private const int LatestProducts = 3;
    private readonly ContentIndex _index;
    private readonly RequestScratch<SparseScores> _pool = new(() => new SparseScores());

    /// <summary>Indexes the words of a catalogue as it is now.</summary>
    public ContentSource(ProductColumns products)
    {
        ArgumentNullException.ThrowIfNull(products);
        _index = ContentIndex.Build(products);
    }

    /// <inheritdoc/>
    public string Name => "content";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        var sums = _pool.Rent();
        sums.Clear();
        try
        {
            if (context.Request.AnchorRow >= 0) Spread(context, context.Request.AnchorRow, sums);
            else SpreadLatest(context, sums);
            for (int i = 0; i < sums.Count; i++)
                if (RuledOut.Is(context, sums.Rows[i])) sums.Sums[i] = 0;
            return sums.TakeBest(found, scores);
        }
        finally
        {
            _pool.Return(sums);
        }
    }

    private void SpreadLatest(RecommendationContext context, SparseScores sums)
    {
        var events = context.User.Events;
        Span<int> latest = stackalloc int[LatestProducts];
        int count = 0;
        for (int i = events.Count - 1; i >= 0 && count < latest.Length; i--)
        {
            int row = events[i].ProductRow;
            if (latest[..count].Contains(row)) continue;
            latest[count++] = row;
            Spread(context, row, sums);
        }
    }

    private void Spread(RecommendationContext context, int row, SparseScores sums)
    {
        // A deleted product still says what somebody was looking for.
        if (context.Products[row] is { } state) _index.Spread(state.Product, 1, sums);
    }
}
