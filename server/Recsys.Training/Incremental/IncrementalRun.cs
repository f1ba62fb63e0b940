using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Models.Sequence;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Mixing;
using Recsys.Training.Ranking;
using Recsys.Training.Replay;
using Recsys.Training.Sequence;
using Recsys.Training.Tuning;
using Recsys.Training.TwoTower;

namespace Recsys.Training.Incremental;

/// <summary>
/// One incremental training. The stages are called in the order in which they stand here. What learns by gradient goes
/// on from the version with the new rows alone; what is counted or solved is made anew of all rows.
/// </summary>
internal sealed class IncrementalRun : IDisposable
{
    private const int RecallAt = 500;
    private const double TowerLearningRate = TwoTowerTrainer.LearningRate / 2;

    private readonly InteractionTable _table;
    private readonly int _firstNew;
    private readonly WarmStart _warm;
    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, double> _metrics = [];
    private readonly StageTimes _times;
    private readonly VocabularyGrowth _growth;
    private readonly ItemContent _content;
    private readonly ExampleBuilder _examples;
    private Mix? _mix;
    private TwoTowerTrainer? _towers;
    private RankerTrainer? _ranker;
    private TorchModule? _sequence;

    public IncrementalRun(
        InteractionTable table, WarmStart warm, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        _times = new StageTimes(_metrics);
        (_table, _warm, _progress, _cancellation) = (table, warm, progress, cancellation);
        _options = options with { Ranker = warm.RankerShape };
        _mix = warm.Mix;
        _firstNew = table.FirstRowAt(warm.ToMs + 1);
        _growth = VocabularyGrowth.Of(warm, table, _options);
        int[] rows = [.. Enumerable.Range(0, table.ItemCount)];
        _content = ItemContent.Build(_growth.Workflow, table.Products, rows);
        // The version's own table knows nothing of the new rows, as no feature of theirs may.
        var neighbors = NeighborGrowth.Of(warm.Neighbors, _growth);
        _examples = new ExampleBuilder(
            table, _options, _growth.Workflow, _content, _ => neighbors, new ExamplePlan(
                IncrementWindows.Of(table, _firstNew, _options), FirstRankerWindow: 0,
                RankerHeads.Like(table, warm.RankerShape.Heads, _options)));
    }

    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    public long TowerExampleCount => _examples.Tower.Count;

    public long RankerExampleCount => _examples.Ranker.Count;

    /// <summary>Rows that are newer than all that the version knew.</summary>
    public int NewRows => _table.Count - _firstNew;

    public int NewProducts => _growth.NewProducts.Count();

    /// <summary>Plays all rows in time order and takes examples of the new ones, as the models read them.</summary>
    public void TakeExamples()
    {
        _examples.Build(_progress, _cancellation);
        _growth.Workflow.UserDense.Apply(_examples.States.AllDense);
        foreach (var columns in _examples.Columns) columns.Finish(_growth.Workflow);
        _times.End("examples");
    }

    /// <summary>Takes the version's weights over. What they say of the new rows is measured here: they know nothing
    /// of them.</summary>
    public void TakeWeightsOver()
    {
        var workflow = _growth.Workflow;
        _towers = new TwoTowerTrainer(
            workflow, _examples.States, _examples.Columns, _options, WarmTowers(), TowerLearningRate);
        TowerDots.Fill(_towers, _examples, _options.TowerDimension);
        int last = _examples.Windows.Count - 1;
        var vectors = new ItemVectors(_towers.EncodeItems(_examples.Columns[last]), _options.TowerDimension);
        if (TowerRecall.Measure(_towers, _examples, vectors, last, RecallAt) is { } recall)
            _metrics[$"tower_recall_{RecallAt}"] = recall;
        workflow.Cross.Apply(_examples.Ranker.AllCross);

        var gatherer = new RankerExampleGatherer(
            _examples.States, _examples.Ranker, _examples.Columns, _ => workflow.CategoryTarget, workflow,
            _options.Ranker, _options.RankerBatch);
        _ranker = new RankerTrainer(workflow, gatherer, _examples.Ranker, _options, WarmRanker());
        WindowShift.TakeOut(_ranker, _examples);
        int[] answers = [.. Enumerable.Range(0, _examples.Ranker.Count).Where(_examples.Ranker.Answers)];
        if (_ranker.Validate(answers) is { } measured)
        {
            _metrics["validation_auc"] = measured.Auc;
            _metrics["validation_log_loss"] = measured.LogLoss;
        }
        if (_warm.Sequence is not null && _table.ItemCount <= SequenceFitter.MostProducts) _sequence = WarmSequence();
        _times.End("weights");
    }

    /// <summary>
    /// Learns the mix anew: the version knows nothing of the new rows, and is asked for the customers who came back in
    /// them. Where they are too few, the mix stays.
    /// </summary>
    public void LearnMix()
    {
        _progress?.Report(new TrainingProgress("mix", 0));
        var window = new ReplayWindow(_firstNew, _table.Count, _table.TimesMs[_firstNew]);
        var learned = new MixTraining(_table, _options, _metrics, _progress, _cancellation)
            .Learn(_warm.Version, _table.Past(_firstNew), window, mayValidate: _ => true);
        _mix = learned ?? _mix;
        _progress?.Report(new TrainingProgress(
            "mix", 1, learned is null ? "too few customers came back: it stays" : ""));
        _times.End("mix");
    }

    /// <summary>Lets the towers and the ranker see the new rows.</summary>
    public void TrainTowersAndRanker()
    {
        double loss = _towers!.Epoch(
            "towers", epoch: 1, _examples.Tower, _ => true,
            (done, mean) => _progress?.Report(new TrainingProgress("towers", done, $"loss {mean:F4}", mean)),
            _cancellation);
        _progress?.Report(new TrainingProgress("towers", 1, $"loss {loss:F4}", loss));
        _times.End("towers");
        _progress?.Report(new TrainingProgress("ranker", 0));
        _ranker!.Continue([.. Enumerable.Range(0, _examples.Ranker.Count)], _cancellation);
        _progress?.Report(new TrainingProgress("ranker", 1, $"{_examples.Ranker.Count:N0} examples"));
        _times.End("ranker");
    }

    /// <summary>Lets the sequential model see them, where the version has one.</summary>
    public void TrainSequence()
    {
        if (_sequence is not null)
        {
            var trained = SequenceFitter.Continue(_sequence, _table, _firstNew, _options, _progress, _cancellation);
            _sequence.Dispose();
            _sequence = trained;
        }
        _times.End("sequences");
    }

    /// <summary>Writes all files of the version.</summary>
    public void Write(StagedVersion staged)
    {
        _progress?.Report(new TrainingProgress("artifacts", 0));
        var calibration = _warm.Record.Calibration;
        RankerModule.Calibrate(_ranker!.Module, _options.Ranker, calibration.Slope, calibration.Intercept);
        var artifacts = new ArtifactWriter(staged, _options, _cancellation);
        artifacts.Write(_table, new TrainedParts(
            _growth.Workflow, _content, _examples.Replay.Statistics, _warm.Record.Plan, _warm.Als, _towers!,
            SomeStates(), _ranker.Module, _sequence));
        if (_mix is not null || _options.WithoutSources.Count > 0)
            artifacts.WriteMix((_mix ?? Mix.Unlearned) with { Without = [.. _options.WithoutSources] });
        artifacts.WriteRecord(_warm.Record with
        {
            Settings = TrainingSettingsFile.Values(_options),
            TowerLogScale = TwoTowerModule.LogScaleOf(_towers!.Module),
        });
        _progress?.Report(new TrainingProgress("artifacts", 1));
        _times.End("artifacts");
    }

    public void Dispose()
    {
        _towers?.Dispose();
        _ranker?.Dispose();
        _sequence?.Dispose();
    }

    private TorchModule WarmTowers()
    {
        var towers = TwoTowerModule.Create(
            _growth.Workflow, _options.TowerDimension, _warm.Record.TowerLogScale, _options.Seed);
        ParameterGrowth.Copy(_warm.UserTower, towers, _growth.RowsOf);
        ParameterGrowth.Copy(_warm.ItemTower, towers, _growth.RowsOf);
        // Row 0 is what passes for no product there: nothing was learned for an unknown one.
        ProductCentroids.Fill(towers, "history_embedding", first: 1, _growth, _content);
        return towers;
    }

    private TorchModule WarmRanker()
    {
        // The share of positives is overwritten with all else.
        var ranker = RankerModule.Create(_options.Ranker, _growth.Workflow, positiveRate: 0.5, _options.Seed);
        ParameterGrowth.Copy(_warm.Ranker, ranker, _growth.RowsOf);
        var calibration = _warm.Record.Calibration;
        RankerModule.Calibrate(
            ranker, _options.Ranker, 1 / calibration.Slope, -calibration.Intercept / calibration.Slope);
        return ranker;
    }

    private TorchModule WarmSequence()
    {
        int dimension = (int)_warm.Sequence!.Parameters.Single(one => one.Name == SequenceModule.ItemTable).Shape[1];
        var sequence = SequenceModule.Create(_table.ItemCount, dimension, _options.Seed);
        // The last row is that of no product.
        int[] rows = [.. _growth.Products.Skip(1).Select(id => id - 1), _warm.ItemIds.Length];
        ParameterGrowth.Copy(
            _warm.Sequence, sequence, name => name == SequenceModule.ItemTable ? rows : null);
        ProductCentroids.Fill(sequence, SequenceModule.ItemTable, first: 0, _growth, _content);
        return sequence;
    }

    // Customers as they were when they last came, evenly chosen: who is served next is like them.
    private List<int> SomeStates()
    {
        int count = _examples.States.Count, step = Math.Max(1, count / TrainingRun.IndexQueries);
        var states = new List<int>();
        for (int state = 0; state < count && states.Count < TrainingRun.IndexQueries; state += step) states.Add(state);
        return states;
    }
}
