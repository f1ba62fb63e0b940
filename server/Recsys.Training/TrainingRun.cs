using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Als;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Incremental;
using Recsys.Training.Mixing;
using Recsys.Training.Neighbors;
using Recsys.Training.Ranking;
using Recsys.Training.Replay;
using Recsys.Training.Sequence;
using Recsys.Training.Tuning;
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
    private readonly StageTimes _times;
    private readonly ItemContent _content;
    private readonly ExampleBuilder _examples;
    private FeatureWorkflow _workflow;
    private ItemToItemPlan _plan = ItemToItemPlan.Standard;
    private AlsPlan _als = AlsPlan.None;
    private TargetEncodingFitter? _targets;
    private TwoTowerTrainer? _towers;
    private RankerTrainer? _ranker;
    private TorchModule? _sequence;
    private RankerSplit _split = RankerSplit.Nothing;
    private bool _towersTrained;
    private RankerCalibration? _calibration;
    private Mix? _mix;

    public TrainingRun(
        InteractionTable table, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        _times = new StageTimes(_metrics);
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
        _times.End("item_to_item");
    }

    /// <summary>Learns how implicit alternating least squares are fitted and asked.</summary>
    public void PlanAls()
    {
        if (_options.WithoutSources.Contains(AlsSource.SourceName)) return;
        _als = AlsPlanner.Learn(
            _table, _options, _metrics, done => _progress?.Report(new TrainingProgress("als", done)), _cancellation);
        _times.End("als");
    }

    /// <summary>Plays the data in time order and takes raw examples.</summary>
    public void TakeExamples()
    {
        _examples.Build(_progress, _cancellation);
        _split = RankerSplit.Of(_examples);
        _times.End("examples");
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
        _times.End("workflow");
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
            TrainTowers("towers", state => _examples.States.Windows[state] < past);
            TowerDots.Fill(_towers, _examples, _options.TowerDimension);
            MeasureRetrieval();
        }
        else
        {
            TowerDots.Forget(_examples.Ranker);
        }
        _workflow = WorkflowFitter.FitCross(_workflow, _examples.Ranker);
        _workflow.Cross.Apply(_examples.Ranker.AllCross);
        _times.End("towers");
    }

    /// <summary>Trains the ranker and validates it on what is kept back: the last window, or some customers.</summary>
    public void TrainRanker()
    {
        var gatherer = new RankerExampleGatherer(
            _examples.States, _examples.Ranker, _examples.Columns, _targets!.FitWithout, _workflow,
            _options.Ranker, _options.RankerBatch);
        _ranker = new RankerTrainer(_workflow, gatherer, _examples.Ranker, _options);
        var validation = _ranker.Train(_split.Training, _split.Validation, _progress, _cancellation);
        if (validation is not null)
        {
            _metrics["validation_auc"] = validation.Auc;
            _metrics["validation_log_loss"] = validation.LogLoss;
        }
        _calibration = RankerCalibration.Fit(
            _examples.States, _examples.Ranker, _split.Validation, _ranker.Logits(_split.Validation));
        _calibration?.AddTo(_metrics);
        _times.End("ranker");
    }

    /// <summary>
    /// Learns how much to trust sources and ranker, on what is kept back: everything is put together as a version that
    /// knows nothing of it, and asked for those customers.
    /// </summary>
    public void LearnMix()
    {
        TrainTowers("towers so far", Later(_split.IsKnown));
        if (_split.Validation.Length == 0) return;
        using var repository = new TemporaryRepository();
        _progress?.Report(new TrainingProgress("mix", 0));
        InteractionTable? past = null;
        var version = repository.Publish(staged =>
        {
            past = WritePast(staged);
            return new ModelManifest { Schema = FeatureSchema.Fingerprint };
        });
        _mix = new MixTraining(_table, _options, _metrics, _progress, _cancellation)
            .Learn(version, past!, _examples.Windows[^1], _split.MayValidate);
        _progress?.Report(new TrainingProgress("mix", 1));
        _times.End("mix");
    }

    /// <summary>Writes a version that knows what was before the last window, and nothing else.</summary>
    /// <returns>What it knows.</returns>
    internal InteractionTable WritePast(StagedVersion staged)
    {
        var window = _examples.Windows[^1];
        var past = _table.Past(window.Start);
        var replay = new HistoryReplay(past);
        replay.AdvanceTo(past.Count);
        // Of the whole there are left the scales of numbers, the vocabularies, and the plan of the item-to-item tables;
        // what categories sell is fitted anew.
        var workflow = _workflow with
        {
            AsOfMs = window.AsOfMs,
            CategoryTarget = WorkflowFitter.FitTargets(
                _workflow, _examples.States, _examples.Ranker, _examples.Columns, _split.Training).Fit(),
        };
        // The ranker that goes on learning is calibrated at the end, and only once.
        using var ranker = _ranker!.Module.Clone();
        Calibrate(ranker);
        using var sequence = SequenceFitter.Fit(past, _options, null, _cancellation);
        Write(staged, past, workflow, replay.Statistics, [], ranker, sequence);
        return past;
    }

    /// <summary>Lets towers and ranker see what was kept back, too.</summary>
    public void BringUpToDate()
    {
        _ranker!.Continue(_split.Latest, _cancellation);
        Calibrate(_ranker.Module);
        _metrics[RankerSpeed] = Math.Round(_ranker.RowsPerCpuSecond);
        TrainTowers("latest towers", Later(state => !_split.IsKnown(state)));
        _metrics["tower_rows_per_cpu_second"] = Math.Round(_towers!.RowsPerCpuSecond);
        _times.End("latest");
    }

    /// <summary>Trains the sequential model, where there is something to learn for it.</summary>
    public void TrainSequence()
    {
        _sequence = SequenceFitter.Fit(_table, _options, _progress, _cancellation);
        _times.End("sequences");
    }

    /// <summary>Writes all files of the version.</summary>
    public void Write(StagedVersion staged)
    {
        _progress?.Report(new TrainingProgress("artifacts", 0));
        var artifacts = Write(
            staged, _table, _workflow, _examples.Replay.Statistics, LatestStates(), _ranker!.Module, _sequence);
        if (_mix is not null || _options.WithoutSources.Count > 0)
            artifacts.WriteMix((_mix ?? Mix.Unlearned) with { Without = [.. _options.WithoutSources] });
        artifacts.WriteRecord(new TrainingRecord(
            TrainingSettingsFile.Values(_options), _plan, TwoTowerModule.LogScaleOf(_towers!.Module),
            _calibration?.Calibration ?? Calibration.None));
        _progress?.Report(new TrainingProgress("artifacts", 1));
        _times.End("artifacts");
    }

    private void Calibrate(TorchModule ranker)
    {
        if (_calibration is { Calibration: var found })
            RankerModule.Calibrate(ranker, _options.Ranker, found.Slope, found.Intercept);
    }

    // Windows that the towers did not see before the ranker was trained.
    private Func<int, bool> Later(Func<int, bool> states)
    {
        int past = PastWindows();
        return state => _examples.States.Windows[state] >= past && states(state);
    }

    private ArtifactWriter Write(
        StagedVersion staged, InteractionTable known, FeatureWorkflow workflow, ItemStatistics statistics,
        IReadOnlyList<int> states, TorchModule ranker, TorchModule? sequence)
    {
        var artifacts = new ArtifactWriter(staged, _options, _cancellation);
        artifacts.Write(known, new TrainedParts(
            workflow, _content, statistics, _plan, _als, _towers!, states, ranker, sequence));
        return artifacts;
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

    private void TrainTowers(string stage, Func<int, bool> states)
    {
        int epochs = PastWindows() > 0 && _towersTrained ? Math.Max(1, _options.TowerEpochs / 2) : _options.TowerEpochs;
        _towersTrained = true;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int current = epoch;
            double loss = _towers!.Epoch(stage, epoch + 1, _examples.Tower, states, (done, mean) => _progress?.Report(
                new TrainingProgress(stage, (current + done) / epochs, $"epoch {current + 1}, loss {mean:F4}", mean)),
                _cancellation);
            _progress?.Report(
                new TrainingProgress(stage, (epoch + 1.0) / epochs, $"epoch {epoch + 1}, loss {loss:F4}", loss));
        }
    }

    private void MeasureRetrieval()
    {
        int last = _examples.Windows.Count - 1;
        var vectors = new ItemVectors(_towers!.EncodeItems(_examples.Columns[last]), _options.TowerDimension);
        double? recall = TowerRecall.Measure(_towers, _examples, vectors, last, RecallAt);
        if (recall is not null) _metrics[$"tower_recall_{RecallAt}"] = recall.Value;
    }
}
