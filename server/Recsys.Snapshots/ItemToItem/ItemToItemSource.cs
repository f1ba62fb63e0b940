using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Popularity;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>
/// What an item-to-item table makes of a customer's history: score = Σ weight(product) · table weight, times the
/// neighbour's recent share to a power, so that taste meets season. One class for all such tables: EASE, graph filter,
/// transitions, item-kNN.
/// </summary>
public sealed class ItemToItemSource : ICandidateSource
{
    private readonly RequestScratch<WeightedHistory> _histories = new(() => new WeightedHistory());
    private readonly ItemNeighbors _table;
    private readonly HistoryWeighting _weighting;
    private readonly ModelRows _rows;
    private readonly float[] _factors;
    private readonly RequestSums _sums;

    /// <summary>Makes the source of a version's parts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="table">The table, by model row.</param>
    /// <param name="weighting">How histories are weighed.</param>
    /// <param name="popularity">What is popular, by model row.</param>
    /// <param name="rows">Connects model rows to catalogue rows.</param>
    public ItemToItemSource(
        string name, ItemNeighbors table, HistoryWeighting weighting, PopularityTable popularity, ModelRows rows)
    {
        ArgumentNullException.ThrowIfNull(popularity);
        ArgumentNullException.ThrowIfNull(weighting);
        (Name, _table, _weighting, _rows) = (name, table, weighting, rows);
        _factors = weighting.SharePower switch
        {
            0 => [],
            1 => popularity.RecentShares,
            _ => Array.ConvertAll(popularity.RecentShares, share => MathF.Pow(share, (float)weighting.SharePower)),
        };
        _sums = new RequestSums(Sum);
    }

    /// <summary>Name of the source of <see cref="ModelArtifacts.ItemNeighbors"/>.</summary>
    public static string Ease => "ease";

    /// <summary>Name of the source of <see cref="ModelArtifacts.GraphFilter"/>.</summary>
    public static string GraphFilter => "graph_filter";

    /// <summary>Name of the source of <see cref="ModelArtifacts.Transitions"/>.</summary>
    public static string Transitions => "transitions";

    /// <summary>Name of the source of <see cref="ModelArtifacts.ItemKnn"/>.</summary>
    public static string ItemKnn => "item_knn";

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        // What was bought is what was bought together with it, so most of it is among the best.
        int away = context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
        return _sums.Of(context).TakeBest(found, scores, context.Screen, _rows, away);
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sums = _sums.Of(context);
        for (int i = 0; i < rows.Length; i++)
        {
            int row = _rows.ToModel(rows[i]);
            scores[i] = row < 0 ? float.NaN : sums.Of(row);
        }
        return true;
    }

    private void Sum(RecommendationContext context, SparseScores sums)
    {
        var history = _histories.Rent();
        try
        {
            sums.Clear(_table.Count);
            history.Load(context.User, _weighting, context.NowMs, _rows.ByCatalogueRow);
            var products = history.Rows;
            var weights = history.Weights;
            for (int i = 0; i < products.Length; i++)
                sums.Add(_table.RowsOf(products[i]), _table.WeightsOf(products[i]), weights[i]);
            if (_factors.Length > 0) sums.Multiply(_factors);
        }
        finally
        {
            _histories.Return(history);
        }
    }
}
