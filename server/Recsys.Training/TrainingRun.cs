using System.Diagnostics;
using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Neighbors;
using Recsys.Training.Ranking;
using Recsys.Training.Sequence;
using Recsys.Training.TwoTower;

namespace Recsys.Training;

/// <summary>One training from data to files. The stages are called in the order in which they stand here.</summary>
internal sealed class TrainingRun : IDisposable
{
    /// <summary>Customers that the index is measured with, at most.</summary>
    public const int IndexQueries = 256;

    /// <summary>The metric that tells how fast the ranker trained.</summary>
    public const string RankerSpeed = "ranker_rows_per_cpu_second";

    private const int RecallAt = 500;

    private readonly InteractionTable _table;
    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, double> _metrics = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ItemContent _content;
    private readonly ExampleBuilder _examples;
    private FeatureWorkflow _workflow;
    private ItemToItemPlan _plan = ItemToItemPlan.Standard;
    private TargetEncodingFitter? _targets;
    private TwoTowerTrainer? _towers;
    private RankerTrainer? _ranker;
    private TorchModule? _sequence;

    public TrainingRun(
        InteractionTable table, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        // Heads are the data's to say, not the settings'.
        var ranker = options.Ranker with { Heads = RankerHeads.Of(table, options).All };
        (_table, _options, _progress, _cancellation) =
            (table, options with { Ranker = ranker }, progress, cancellation);
        _workflow = WorkflowFitter.FitVocabularies(table, options);
        int[] rows = new int[table.ItemCount];
        for (int item = 0; item < rows.Length; item++) rows[item] = item;
        _content = ItemContent.Build(_workflow, table.Products, rows);
        _examples = new ExampleBuilder(table, options, _workflow, _content,
            past => ItemToItemFitter.FitEase(past, table.ItemCount, _plan, options, cancellation));
    }

    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    public long TowerExampleCount => _examples.Tower.Count;

    public long RankerExampleCount => _examples.Ranker.Count;

    /// <summary>Learns how item-to-item tables are fitted and asked.</summary>
    public void PlanItemToItem()
    {
        _progress?.Report(new TrainingProgress("item to item", 0));
        _plan = ItemToItemPlanner.Learn(_table, _options, _metrics, _cancellation);
        _progress?.Report(new TrainingProgress("item to item", 1));
        EndStage("item_to_item");
    }

    /// <summary>Plays the data in time order and takes raw examples.</summary>
    public void TakeExamples()
    {
        _examples.Build(_progress, _cancellation);
        EndStage("examples");
    }

    /// <summary>
    /// Fits target encoding and normalisers, and normalises what was taken; the cross features come later.
    /// </summary>
    public void FitFeatures()
    {
        _workflow = WorkflowFitter.FitStatistics(
            _workflow, _examples.States, _examples.Ranker, _examples.Columns, out _targets);
        _workflow.UserDense.Apply(_examples.States.AllDense);
        foreach (var columns in _examples.Columns) columns.Finish(_workflow);
        EndStage("workflow");
    }

    /// <summary>
    /// Trains the towers on what was known before the ranker's first window: their product must tell the ranker as
    /// little of the answers as it will when serving.
    /// </summary>
    public void TrainTowersOnThePast()
    {
        _towers = new TwoTowerTrainer(_workflow, _examples.States, _examples.Columns, _options);
        int past = PastWindows();
        if (past > 0)
        {
            TrainTowers("towers", ..past, _options.TowerEpochs);
            FillTowerDots();
            MeasureRetrieval();
        }
        else
        {
            // Without a past the feature is unknown everywhere, and its normaliser switches it off.
            SetTowerDots((_, _) => float.NaN);
        }
        _workflow = WorkflowFitter.FitCross(_workflow, _examples.Ranker);
        _workflow.Cross.Apply(_examples.Ranker.AllCross);
        EndStage("towers");
    }

    /// <summary>Trains the ranker, validates it on the last window, then lets it see the latest windows too.</summary>
    public void TrainRanker()
    {
        var gatherer = new RankerExampleGatherer(
            _examples.States, _examples.Ranker, _examples.Columns, _targets!, _workflow, _options.Ranker,
            _options.RankerBatch);
        _ranker = new RankerTrainer(_workflow, gatherer, _examples.Ranker, _options);
        var split = RankerSplit.Of(_examples);
        var validation = _ranker.Train(split.Training, split.Validation, _progress, _cancellation);
        if (validation is not null)
        {
            _metrics["validation_auc"] = validation.Auc;
            _metrics["validation_log_loss"] = validation.LogLoss;
        }
        var calibration = RankerCalibration.Fit(
            _examples.States, _examples.Ranker, split.Validation, _ranker.Logits(split.Validation));
        calibration?.AddTo(_metrics);
        _ranker.Continue(split.Latest, _cancellation);
        if (calibration is { Calibration: var found })
            RankerModule.Calibrate(_ranker.Module, _options.Ranker, found.Slope, found.Intercept);
        _metrics[RankerSpeed] = Math.Round(_ranker.RowsPerCpuSecond);
        EndStage("ranker");
    }

    /// <summary>Goes on with the towers over the latest windows.</summary>
    public void BringTowersUpToDate()
    {
        int past = PastWindows();
        TrainTowers("latest towers", past.., past > 0 ? Math.Max(1, _options.TowerEpochs / 2) : _options.TowerEpochs);
        _metrics["tower_rows_per_cpu_second"] = Math.Round(_towers!.RowsPerCpuSecond);
        EndStage("latest_towers");
    }

    /// <summary>Trains the sequential model, where there is something to learn for it.</summary>
    public void TrainSequence()
    {
        _sequence = SequenceFitter.Fit(_table, _options, _progress, _cancellation);
        EndStage("sequences");
    }

    /// <summary>Writes all files of the version.</summary>
    public void Write(StagedVersion staged)
    {
        var columns = ItemColumns.Build(_workflow, _content, _examples.Replay.Statistics);
        var artifacts = new ArtifactWriter(staged, _options, _cancellation);
        _progress?.Report(new TrainingProgress("artifacts", 0));
        artifacts.WriteFeatures(_table, _workflow, _examples.Replay.Statistics);
        artifacts.WriteItemToItem(
            ItemToItemFitter.Fit(_table, _table.ItemCount, _plan, _options, _cancellation), _plan.Settings);
        artifacts.WritePopularity(_table);
        artifacts.WriteRepeat(_table);
        artifacts.WriteSessions(_table);
        _sequence?.Save(staged.FilePath(ModelArtifacts.Sequence));
        artifacts.WriteTowers(_towers!, _workflow, columns, _towers!.EncodeUsers(LatestStates()));
        artifacts.WriteRanker(_ranker!.Module);
        _progress?.Report(new TrainingProgress("artifacts", 1));
        EndStage("artifacts");
    }

    public void Dispose()
    {
        _towers?.Dispose();
        _ranker?.Dispose();
        _sequence?.Dispose();
    }

    // Customers as they were at the latest example times, evenly chosen: who is served next is like them.
    private List<int> LatestStates()
    {
        int count = _examples.States.Count, latest = Math.Min(count, 16 * IndexQueries);
        int step = Math.Max(1, latest / IndexQueries);
        var states = new List<int>();
        for (int state = count - latest; state < count && states.Count < IndexQueries; state += step) states.Add(state);
        return states;
    }

    // Windows whose answers are all before the ranker's first window.
    private int PastWindows()
    {
        var windows = _examples.Windows;
        int past = _examples.FirstRankerWindow;
        while (past > 0 && windows[past - 1].End > windows[_examples.FirstRankerWindow].Start) past--;
        return past;
    }

    private void TrainTowers(string stage, Range windows, int epochs)
    {
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int current = epoch;
            double loss = _towers!.Epoch(_examples.Tower, windows, (done, mean) => _progress?.Report(
                new TrainingProgress(stage, (current + done) / epochs, $"epoch {current + 1}, loss {mean:F4}", mean)),
                _cancellation);
            _progress?.Report(
                new TrainingProgress(stage, (epoch + 1.0) / epochs, $"epoch {epoch + 1}, loss {loss:F4}", loss));
        }
    }

    private void FillTowerDots()
    {
        var states = Enumerable.Range(0, _examples.States.Count)
            .Where(state => _examples.States.Windows[state] >= _examples.FirstRankerWindow).ToList();
        if (states.Count == 0) return;
        var users = new ItemVectors(_towers!.EncodeUsers(states), _options.TowerDimension);
        int first = states[0];
        var items = new ItemVectors?[_examples.Columns.Count];
        SetTowerDots((state, item) =>
        {
            int window = _examples.States.Windows[state];
            items[window] ??= new ItemVectors(_towers!.EncodeItems(_examples.Columns[window]), _options.TowerDimension);
            return items[window]!.Dot(item, users[state - first]);
        });
    }

    private void SetTowerDots(Func<int, int, float> dot)
    {
        int column = FeatureSchema.IndexOf(FeatureSchema.Cross, "cross_tower_dot");
        var ranker = _examples.Ranker;
        for (int i = 0; i < ranker.Count; i++) ranker.Cross(i)[column] = dot(ranker.States[i], ranker.Items[i]);
    }

    private void MeasureRetrieval()
    {
        int last = _examples.Windows.Count - 1;
        var vectors = new ItemVectors(_towers!.EncodeItems(_examples.Columns[last]), _options.TowerDimension);
        double? recall = TowerRecall.Measure(_towers, _examples, vectors, last, RecallAt);
        if (recall is not null) _metrics[$"tower_recall_{RecallAt}"] = recall.Value;
    }

    private void EndStage(string stage)
    {
        _metrics[$"seconds_{stage}"] = Math.Round(_clock.Elapsed.TotalSeconds, 3);
        _clock.Restart();
    }
}
