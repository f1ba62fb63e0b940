using System.Globalization;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots;
using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// Replays the latest months day by day, training as often as shops do, and measures what the days after bring. On
/// every measured day all ways of training answer the same customers, whose histories are as of that day, from a
/// catalogue that knows the products of that day: what differs is the age of the model.
/// </summary>
public sealed class ReplayEvaluation
{
    private const long DayMs = 24 * 60 * 60 * 1000;
    private const string AllCustomers = "all";

    private readonly Func<long, InteractionTable> _read;
    private readonly InteractionTable _whole;
    private readonly ReplayOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<(string Dimension, string Name), ReplayScores> _scores = [];
    private readonly List<long> _measured = [];

    private ReplayEvaluation(
        Func<long, InteractionTable> read, ReplayOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        (_read, _options, _progress, _cancellation) = (read, options, progress, cancellation);
        _whole = read(long.MaxValue);
    }

    /// <summary>Runs a replay.</summary>
    /// <param name="readBefore">
    /// Reads all interactions before a time in milliseconds since 1970-01-01 UTC: each training sees what was known by
    /// then, titles and prices included.
    /// </param>
    /// <param name="options">Over how long, and how often is trained.</param>
    /// <param name="progress">Told where it stands; may be null.</param>
    /// <param name="cancellation">Ends the run by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="TrainingException">The data cannot be replayed, or there is nothing to find.</exception>
    public static ReplayReport Run(
        Func<long, InteractionTable> readBefore, ReplayOptions options,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(readBefore);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new ReplayEvaluation(readBefore, options, progress, cancellation).Run();
    }

    private ReplayReport Run()
    {
        var plan = ReplayPlan.Of(_whole, _options);
        using var models = new ReplayModels(_options.Evaluation.Training, _progress, _cancellation);
        long began = _options.Clock.GetTimestamp();
        for (int i = 0; i < plan.Days.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (i > 0 && _options.Clock.GetElapsedTime(began) >= _options.Budget) break;
            _progress?.Report(new TrainingProgress("replay", (double)i / plan.Days.Count, $"{Day(plan.Days[i])}"));
            Measure(plan, models, plan.Days[i]);
        }
        _progress?.Report(new TrainingProgress("replay", 1, $"{_measured.Count} days"));
        if (_scores.Count == 0)
            throw new TrainingException("There is nothing to measure: nobody who is known has a product to find.");
        return Report(plan, models);
    }

    private void Measure(ReplayPlan plan, ReplayModels models, long day)
    {
        var known = _read(day);
        var test = _whole.From(day).Before(day + _options.HorizonDays * DayMs);
        var split = EvaluationSplit
            .Of(new EvaluationSet(known, test) { RequestsAt = day }, _options.Evaluation.RepeatPurchases)
            .Limit(_options.Evaluation.MaxCustomers, _options.Evaluation.Seed);
        _measured.Add(day);
        if (split.Cases.Count == 0) return;
        var measuring = new MeasuringPlan(split, _options.Evaluation.Cutoffs, SliceCases.Of(split));
        var results = new List<RankingMeasurement>();
        foreach (var cadence in _options.Cadences)
        {
            var model = models.Of(plan.Training(cadence, day), _read);
            results.Add(Measure(model.Version, model.Items, measuring, NameOf(cadence)));
        }
        Add(measuring, results);
    }

    private RankingMeasurement Measure(ModelVersion version, int items, MeasuringPlan plan, string name)
    {
        var known = plan.Split.Train;
        // What came after the training reaches the snapshot as it reaches a server's: by the catalogue's changes.
        var products = new ProductColumns();
        foreach (var product in known.Products.AsSpan(0, items)) products.Upsert(product);
        using var holder = new SnapshotHolder();
        var snapshot = SnapshotLoader.Load(version, products, new SnapshotOptions());
        holder.Replace(snapshot);
        foreach (var product in known.Products.AsSpan(items)) products.Upsert(product);
        snapshot.CatchUp().GetAwaiter().GetResult();
        var ranker = new PipelineRanker(
            name, new RecommendationPipeline(holder, products, new ReplayedHistories(known), TimeProvider.System),
            plan.Split, _options.Evaluation.CandidateCount) { Pipeline = "home" };
        return RankingEvaluator.Measure(ranker, name, plan, null, _cancellation);
    }

    private void Add(MeasuringPlan plan, List<RankingMeasurement> results)
    {
        int cutoff = Array.IndexOf(plan.Cutoffs, plan.SliceK);
        string CustomerOf(int index) => plan.Split.Train.UserIds[plan.Split.Cases[index].User];
        IEnumerable<(float, float)> At(int index) => results.Select(one => (
            one.Values(cutoff, RankingMetric.Recall)[index], one.Values(cutoff, RankingMetric.Ndcg)[index]));
        for (int i = 0; i < plan.Split.Cases.Count; i++) ScoresOf(AllCustomers, "all").Add(CustomerOf(i), At(i));
        foreach (var slice in plan.Slices!.Customers.Where(slice => slice.Dimension == "customer"))
            foreach (int i in slice.Cases) ScoresOf(slice.Dimension, slice.Name).Add(CustomerOf(i), At(i));
        for (int s = 0; s < plan.Slices.Products.Count; s++)
        {
            var slice = plan.Slices.Products[s];
            // Where the line between rare and popular lies changes from day to day: the words before it do not.
            string name = slice.Name.Split(',')[0];
            for (int at = 0; at < slice.Cases.Length; at++)
                ScoresOf(slice.Dimension, name).Add(CustomerOf(slice.Cases[at]), results.Select(one =>
                    (one.ProductSlices[s].Recall[at], one.ProductSlices[s].Ndcg[at])));
        }
    }

    private ReplayScores ScoresOf(string dimension, string name)
    {
        if (!_scores.TryGetValue((dimension, name), out var scores))
            _scores[(dimension, name)] = scores = new ReplayScores(_options.Cadences.Count);
        return scores;
    }

    private ReplayReport Report(ReplayPlan plan, ReplayModels models)
    {
        var options = _options.Evaluation;
        int k = options.Cutoffs.Contains(20) ? 20 : options.Cutoffs.Min();
        string[] names = [.. _options.Cadences.Select(NameOf)];
        return new ReplayReport
        {
            Months = _options.Months,
            HorizonDays = _options.HorizonDays,
            DaysInAll = plan.Days.Count,
            Days = [.. _measured.Order().Select(Day)],
            RepeatPurchases = options.RepeatPurchases,
            TrainedWith = TrainedWithReport.Of(options.Training),
            Cadences = [.. _options.Cadences.Select(cadence => Describe(plan, models, cadence))],
            Slices =
            [
                .. _scores.OrderBy(pair => Order(pair.Key.Dimension)).Select(pair => pair.Value.Report(
                    pair.Key.Dimension, pair.Key.Name, k, names, options.BootstrapDraws, options.Seed, _cancellation)),
            ],
        };
    }

    private ReplayCadenceReport Describe(ReplayPlan plan, ReplayModels models, ReplayCadence cadence)
    {
        var trainings = _measured.Select(day => plan.Training(cadence, day)).ToList();
        var used = trainings.Distinct().Where(models.All.ContainsKey).ToList();
        return new ReplayCadenceReport(
            NameOf(cadence), used.Count,
            Math.Round(_measured.Zip(trainings, (day, training) => (day - training.AtMs) / (double)DayMs).Average(), 2),
            Math.Round(used.Select(training => models.All[training].Seconds).DefaultIfEmpty(0).Average(), 1));
    }

    private static int Order(string dimension) => dimension == AllCustomers ? 0 : dimension == "customer" ? 2 : 1;

    private static string NameOf(ReplayCadence cadence) => cadence.ToString().ToLowerInvariant();

    private static string Day(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
