using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Data;
using Recsys.Training.Evidence;
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
    private static readonly float[] Alphas = [0.03f, 0.1f, 0.3f];
    private static readonly double[] UserPowers = [GraphFilterShape.StandardUserPower, 0.75, 0.5, 0.25];
    private static readonly float[] Sharpenings = [0.3f, 0.6f, 0.9f];
    private static readonly int[] Kept = [50, 100, 400];
    private static readonly double[] Exponents = [0.5, 1];
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
        var evidence = LearnEvidence(lambda, ease, sources[ItemToItemSource.Ease], metrics);
        var weighed = evidence.Pairs(_past, _pairs);
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
        {
            (bool better, var table) = Better(weighed, start, pairs =>
                CosineFitter.Fit(pairs, _items, ItemToItemFitter.NearestItems, _cancellation));
            evidence = evidence with { InItemKnn = better };
            Ask(ItemToItemSource.ItemKnn, table, start);
        }
        _progress(AfterItemKnn);
        var filter = ItemToItemPlan.Standard.Filter;
        if (asked.Has(ItemToItemSource.GraphFilter))
        {
            (bool better, var linear) = Better(weighed, start, pairs =>
                GraphFilterFitter.Fit(pairs, _items, [], GraphFilterShape.Linear, _cancellation));
            evidence = evidence with { InGraphFilter = better };
            var weighting = Weigh(linear, start).Weighting;
            (filter, var table) = BestFilter(better ? weighed : _pairs, weighting);
            Ask(ItemToItemSource.GraphFilter, table, weighting);
            metrics["graph_filter_alpha"] = filter.Alpha;
            metrics["graph_filter_user_power"] = filter.UserPower;
            metrics["graph_filter_sharpening"] = filter.Sharpening;
            metrics["graph_filter_kept"] = filter.Kept;
        }
        return new ItemToItemPlan(lambda, filter, powers, evidence, new ItemToItemSettings(sources));

        void Ask(string name, ItemNeighbors table, HistoryWeighting from)
        {
            (sources[name], metrics[$"{name}_validation_ndcg_20"]) = Weigh(table, from);
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

    // Whether weighed pairs make a better table than pairs that count alike, and the better one.
    private (bool Weighed, ItemNeighbors Table) Better(
        PairMatrix weighed, HistoryWeighting weighting, Func<PairMatrix, ItemNeighbors> fit)
    {
        var plain = fit(_pairs);
        if (!weighed.IsWeighted) return (false, plain);
        var table = fit(weighed);
        return LearnedEvidence.IsSurelyBetter(
            _validation.MeasureEach(table, weighting), _validation.MeasureEach(plain, weighting))
            ? (true, table)
            : (false, plain);
    }

    // Signals one after the other, on EASE, which is what the others come closest to.
    private LearnedEvidence LearnEvidence(
        float lambda, ItemNeighbors plain, HistoryWeighting weighting, IDictionary<string, double> metrics)
    {
        var best = SignalExponents.None;
        if (_options.SignalStrength == 0) return LearnedEvidence.None;
        double[] most = _validation.MeasureEach(plain, weighting);
        foreach (var signal in EvidenceWeights.Present(_past))
        {
            foreach (double part in Exponents)
            {
                var tried = best.With(signal, part * _options.SignalStrength);
                var table = EaseFitter.Fit(
                    PairMatrix.Of(_past, EvidenceWeights.Of(_past, tried)), _items, lambda,
                    ItemToItemFitter.BroughtPerHeard * _options.Neighbors, _cancellation);
                double[] each = _validation.MeasureEach(table, weighting);
                if (LearnedEvidence.IsSurelyBetter(each, most)) (best, most) = (tried, each);
            }
            metrics[$"signal_{signal.ToString().ToLowerInvariant()}"] = best.Of(signal);
        }
        return LearnedEvidence.None with { Signals = best };
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

    // Tables as they will serve, whose rows are cut: what is best of whole rows is not what is best of those.
    private (GraphFilterShape Shape, ItemNeighbors Table) BestFilter(PairMatrix pairs, HistoryWeighting weighting)
    {
        bool low = pairs.ItemCount <= GraphFilterFitter.MaxLowPassItems;
        (GraphFilterShape Shape, ItemNeighbors Table) best = (GraphFilterShape.Linear, ItemNeighbors.None);
        double most = double.NegativeInfinity;
        float[] basisOfBest = [];
        foreach (double power in UserPowers)
        {
            float[] basis = low ? ItemToItemFitter.Basis(pairs, power, _cancellation) : [];
            var linear = GraphFilterShape.Linear with { UserPower = power };
            Try([linear, .. low ? Alphas.Select(alpha => linear with { Alpha = alpha }) : []], basis);
            if (best.Shape.UserPower != power) break;
            basisOfBest = basis;
        }
        if (GraphFilterFitter.CanSharpen(pairs))
            Try(Sharpenings.Select(sharpening => best.Shape with { Sharpening = sharpening }), basisOfBest);
        Try(Kept.Select(kept => best.Shape with { Kept = kept }), basisOfBest);
        return best;

        void Try(IEnumerable<GraphFilterShape> choices, float[] basis)
        {
            GraphFilterShape[] shapes = [.. choices];
            var tables = GraphFilterFitter.FitEach(pairs, _items, basis, shapes, _cancellation);
            for (int i = 0; i < shapes.Length; i++)
            {
                double ndcg = _validation.Measure(tables[i], weighting);
                if (ndcg > most * ClearlyBetter) (best, most) = ((shapes[i], tables[i]), ndcg);
            }
        }
    }
}
