using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Data;
using Recsys.Training.Evidence;
using Recsys.Training.Neighbors;
using Recsys.Training.Popularity;
using Recsys.Training.Replay;

namespace Recsys.Training.Als;

/// <summary>
/// Learns how to fit and ask implicit alternating least squares: fitted on what was known before the last window, with
/// a part of the work, and measured on it. α₀ first, which tells dense data from sparse; then λ; then what histories
/// count.
/// </summary>
internal sealed class AlsPlanner
{
    /// <summary>Fewest pairs worth a model.</summary>
    public const int FewestPairs = 500;

    // What does not clearly do better on the validation part stays as it was.
    private const double ClearlyBetter = 1.002;

    private const int UsualFits = 8;

    private static readonly float[] Alphas = [0.003f, 0.01f, 0.03f, 0.1f, 0.3f, 1, 3];
    private static readonly float[] Lambdas = [0.0001f, 0.0003f, 0.001f, 0.003f, 0.01f, 0.03f];
    private static readonly double[] SharePowers = [0, 0.5, 1, 1.5];
    private static readonly double[] StepDecays = [1, 0.98, 0.95, 0.9, 0.8];
    private static readonly double[] HalfLives = [double.PositiveInfinity, 365, 180, 90, 45];

    private readonly PairMatrix _pairs;
    private readonly PairMatrix _weighed;
    private readonly int _items;
    private readonly ulong _seed;
    private readonly bool _ordered;
    private readonly AlsValidation _validation;
    private readonly Action<double> _progress;
    private readonly CancellationToken _cancellation;
    private int _fitted;

    private AlsPlanner(
        InteractionTable table, ReplayWindow window, TrainingOptions options, LearnedEvidence evidence,
        Action<double> progress, CancellationToken cancellation)
    {
        (_items, _seed, _progress, _cancellation) = (table.ItemCount, options.Seed, progress, cancellation);
        var asked = KnownPast.Asked(table);
        var past = KnownPast.Of(table, window, asked);
        _pairs = PairMatrix.Of(past);
        _weighed = evidence.Pairs(past, _pairs);
        _ordered = ItemToItemFitter.HasOrder(table);
        var shares = new float[_items];
        PopularityBuilder.Build(past, new PopularityOptions()).RecentShares.CopyTo(shares, 0);
        _validation = new AlsValidation(new ItemToItemValidation(table, window, asked, shares, cancellation));
    }

    /// <summary>Learns a plan.</summary>
    /// <param name="table">The data; only rows before the last window's end are read.</param>
    /// <param name="options">Seed and windows.</param>
    /// <param name="evidence">How much interactions count, as learned; asked whether it helps here, too.</param>
    /// <param name="metrics">Told what was chosen, and its ndcg@20.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static AlsPlan Learn(
        InteractionTable table, TrainingOptions options, LearnedEvidence evidence,
        IDictionary<string, double> metrics, Action<double> progress, CancellationToken cancellation)
    {
        var windows = WindowPlan.Of(table, options);
        if (windows.Count == 0 || windows[^1].Start == 0) return AlsPlan.None;
        var planner = new AlsPlanner(table, windows[^1], options, evidence, progress, cancellation);
        return planner._pairs.Count < FewestPairs || planner._validation.Count == 0
            ? AlsPlan.None
            : planner.Learn(metrics);
    }

    private AlsPlan Learn(IDictionary<string, double> metrics)
    {
        var settings = AlsPlan.None.Settings with
        {
            Weighting = _ordered ? HistoryWeighting.Standard : new HistoryWeighting(1, double.PositiveInfinity, 0),
        };
        FactorModel? best = null;
        double most = double.NegativeInfinity;
        Try(settings);
        Climb(Alphas, one => one.Alpha, (one, alpha) => one with { Alpha = alpha });
        Climb(Lambdas, one => one.Lambda, (one, lambda) => one with { Lambda = lambda });
        settings = settings with { Weighting = Weigh(best!, settings.Weighting, ref most) };
        metrics["als_lambda"] = settings.Lambda;
        metrics["als_alpha"] = settings.Alpha;
        metrics["als_validation_ndcg_20"] = most;
        return new AlsPlan(settings, Worthwhile: most > 0, Weighed: IsBetterWeighed(best!, settings));

        // From one value to the next while it gets better: upwards, or else downwards.
        void Climb(float[] values, Func<FactorSettings, float> of, Func<FactorSettings, float, FactorSettings> with)
        {
            int start = Array.IndexOf(values, of(settings)), at = start;
            while (at + 1 < values.Length && Try(with(settings, values[at + 1]))) at++;
            while (at <= start && at > 0 && Try(with(settings, values[at - 1]))) at--;
        }

        bool Try(FactorSettings tried)
        {
            var model = AlsFitter.Fit(_pairs, _items, tried, _seed, AlsEffort.Trial, _cancellation);
            double ndcg = _validation.Measure(model, tried.Weighting);
            _progress(Math.Min(1, ++_fitted / (double)UsualFits));
            if (best is not null && !(ndcg > most * ClearlyBetter)) return false;
            (best, most, settings) = (model, ndcg, tried);
            return true;
        }
    }

    private bool IsBetterWeighed(FactorModel plain, FactorSettings settings)
    {
        if (!_weighed.IsWeighted) return false;
        var model = AlsFitter.Fit(_weighed, _items, settings, _seed, AlsEffort.Trial, _cancellation);
        return LearnedEvidence.IsSurelyBetter(
            _validation.MeasureEach(model, settings.Weighting), _validation.MeasureEach(plain, settings.Weighting));
    }

    private HistoryWeighting Weigh(FactorModel model, HistoryWeighting from, ref double most)
    {
        var best = from;
        double highest = most;
        Try(SharePowers, power => best with { SharePower = power });
        if (_ordered)
        {
            Try(StepDecays, decay => best with { StepDecay = decay });
            Try(HalfLives, days => best with { HalfLifeDays = days });
            Try(SharePowers, power => best with { SharePower = power });
        }
        most = highest;
        return best;

        void Try(double[] values, Func<double, HistoryWeighting> make)
        {
            foreach (var weighting in values.Select(make).ToList())
            {
                double ndcg = _validation.Measure(model, weighting);
                if (ndcg > highest * ClearlyBetter) (best, highest) = (weighting, ndcg);
            }
        }
    }
}
