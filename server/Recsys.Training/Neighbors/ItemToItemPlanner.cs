using System.Numerics.Tensors;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Data;
using Recsys.Training.Mixing;
using Recsys.Training.Popularity;
using Recsys.Training.Replay;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Learns how to fit and ask the item-to-item tables of a data set: everything is fitted on what was known before the
/// last window and measured on it, and what does better there is taken. So one set of defaults suits dense and sparse
/// data, shops with seasons and sequences where only the latest steps count.
/// </summary>
internal sealed class ItemToItemPlanner
{
    // What does not clearly do better on the validation part stays as it was.
    private const double ClearlyBetter = 1.002;

    // About what part of the work is done after a table was fitted and asked.
    private const double AfterEase = 0.5, AfterTransitions = 0.75, AfterItemKnn = 0.85;

    private static readonly float[] Lambdas = [10, 25, 50, 100, 250, 500, 1000];
    private static readonly float[] Alphas = [0, 0.03f, 0.1f, 0.3f];
    private static readonly double[] StepDecays = [1, 0.98, 0.95, 0.9, 0.8, 0.7, 0.5];
    private static readonly double[] HalfLives = [double.PositiveInfinity, 365, 180, 90, 45, 20];
    private static readonly double[] SharePowers = [0, 0.5, 1, 1.5];
    private static readonly TransitionPowers[] Powers = [new(0.5, 0.5), new(1, 0), new(0.5, 0.3), new(0.3, 0.7)];

    private readonly InteractionTable _past;
    private readonly int _items;
    private readonly TrainingOptions _options;
    private readonly Action<double> _progress;
    private readonly CancellationToken _cancellation;
    private readonly PairMatrix _pairs;
    private readonly ItemToItemValidation _validation;
    private readonly bool _ordered;

    private ItemToItemPlanner(
        InteractionTable table, ReplayWindow window, TrainingOptions options, Action<double> progress,
        CancellationToken cancellation)
    {
        var asked = KnownPast.Asked(table);
        _past = KnownPast.Of(table, window, asked);
        (_items, _options, _progress, _cancellation) = (table.ItemCount, options, progress, cancellation);
        _pairs = PairMatrix.Of(_past);
        _ordered = ItemToItemFitter.HasOrder(table);
        var shares = new float[_items];
        PopularityBuilder.Build(_past, new PopularityOptions()).RecentShares.CopyTo(shares, 0);
        _validation = new ItemToItemValidation(table, window, asked, shares, cancellation);
    }

    /// <summary>Learns a plan.</summary>
    /// <param name="table">The data; only rows before the last window's end are read.</param>
    /// <param name="options">How many neighbours, and windows.</param>
    /// <param name="metrics">Told what was chosen, and its ndcg@20.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <param name="progress">Told the part that is done, by any thread; may be null.</param>
    public static ItemToItemPlan Learn(
        InteractionTable table, TrainingOptions options, IDictionary<string, double> metrics,
        CancellationToken cancellation, Action<double>? progress = null)
    {
        var windows = WindowPlan.Of(table, options);
        if (windows.Count == 0 || windows[^1].Start == 0) return ItemToItemPlan.Standard;
        var planner = new ItemToItemPlanner(table, windows[^1], options, progress ?? (_ => { }), cancellation);
        return planner._validation.Count == 0 ? ItemToItemPlan.Standard : planner.Learn(metrics);
    }

    private ItemToItemPlan Learn(IDictionary<string, double> metrics)
    {
        var asked = AskedSources.Of(_options);
        var start = _ordered ? HistoryWeighting.Standard : new HistoryWeighting(1, double.PositiveInfinity, 0);
        var sources = new Dictionary<string, HistoryWeighting>();
        var (lambda, ease) = Best(Lambdas, EaseFitter.FitEach(
            _pairs, _items, Lambdas, ItemToItemFitter.BroughtPerHeard * _options.Neighbors, _cancellation,
            done => _progress(AfterEase * done)), start);
        Ask(ItemToItemSource.Ease, ease, start);
        _progress(AfterEase);
        metrics["ease_lambda"] = lambda;
        var powers = Powers[0];
        if (_ordered && asked.Has(ItemToItemSource.Transitions))
        {
            (powers, var follows) = Best(Powers, TransitionFitter.FitEach(
                _past, _items, Powers, ItemToItemFitter.RowWeights, _cancellation), start);
            Ask(ItemToItemSource.Transitions, follows, new HistoryWeighting(0.8, 365, 1));
        }
        _progress(AfterTransitions);
        if (asked.Has(ItemToItemSource.ItemKnn))
            Ask(ItemToItemSource.ItemKnn,
                CosineFitter.Fit(_pairs, _items, ItemToItemFitter.NearestItems, _cancellation), start);
        _progress(AfterItemKnn);
        float alpha = ItemToItemPlan.Standard.Alpha;
        if (asked.Has(ItemToItemSource.GraphFilter))
        {
            var linear = GraphFilterFitter.Fit(_pairs, _items, [], 0, ItemToItemFitter.RowWeights, _cancellation);
            alpha = BestAlpha(linear, Ask(ItemToItemSource.GraphFilter, linear, start));
            metrics["graph_filter_alpha"] = alpha;
        }
        return new ItemToItemPlan(lambda, alpha, powers, new ItemToItemSettings(sources));

        HistoryWeighting Ask(string name, ItemNeighbors table, HistoryWeighting from)
        {
            var (weighting, ndcg) = Weigh(table, from);
            sources[name] = weighting;
            metrics[$"{name}_validation_ndcg_20"] = ndcg;
            return weighting;
        }
    }

    private (T Choice, ItemNeighbors Table) Best<T>(
        IReadOnlyList<T> choices, IEnumerable<ItemNeighbors> tables, HistoryWeighting weighting)
    {
        (T Choice, ItemNeighbors Table) best = (choices[0], ItemNeighbors.None);
        double most = double.NegativeInfinity;
        foreach (var (choice, table) in choices.Zip(tables))
        {
            double ndcg = _validation.Measure(table, weighting);
            if (ndcg <= most) continue;
            (best, most) = ((choice, table), ndcg);
        }
        return best;
    }

    // One after the other, the recent share first: it matters most where it matters at all.
    private (HistoryWeighting Weighting, double Ndcg) Weigh(ItemNeighbors table, HistoryWeighting from)
    {
        var best = from;
        double most = _validation.Measure(table, from);
        Try(SharePowers, power => best with { SharePower = power });
        if (!_ordered) return (best, most);
        Try(StepDecays, decay => best with { StepDecay = decay });
        Try(HalfLives, days => best with { HalfLifeDays = days });
        Try(SharePowers, power => best with { SharePower = power });
        return (best, most);

        void Try(double[] values, Func<double, HistoryWeighting> make)
        {
            foreach (var weighting in values.Select(make).ToList())
            {
                double ndcg = _validation.Measure(table, weighting);
                if (ndcg > most * ClearlyBetter) (best, most) = (weighting, ndcg);
            }
        }
    }

    // The low-pass is added to users' sums, so that one linear filter serves all α.
    private float BestAlpha(ItemNeighbors linear, HistoryWeighting weighting)
    {
        if (_pairs.ItemCount > GraphFilterFitter.MaxLowPassItems) return 0;
        float[] basis = ItemToItemFitter.Basis(_pairs, _cancellation);
        int k = GraphFilterFitter.Dimensions(_pairs);
        var scales = new NormalizedPairs(_pairs).ItemScales.ToArray();
        float best = 0;
        double most = 0;
        foreach (float alpha in Alphas)
        {
            double ndcg = _validation.Measure(linear, weighting, (history, sums) =>
            {
                if (alpha > 0) AddLowPass(basis, scales, k, alpha, history, sums);
            });
            if (ndcg > most * ClearlyBetter) (best, most) = (alpha, ndcg);
        }
        return best;
    }

    private static void AddLowPass(
        float[] basis, float[] scales, int k, float alpha, WeightedHistory history, float[] sums)
    {
        var user = new float[k];
        for (int i = 0; i < history.Rows.Length; i++)
        {
            int item = history.Rows[i];
            if (item < scales.Length)
                TensorPrimitives.MultiplyAdd(
                    basis.AsSpan(item * k, k), alpha * history.Weights[i] * scales[item], user, user);
        }
        for (int item = 0; item < scales.Length; item++)
            if (scales[item] > 0)
                sums[item] += TensorPrimitives.Dot<float>(basis.AsSpan(item * k, k), user) / scales[item];
    }
}
