using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Models.Sequence;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Sequence;
using Recsys.Training.Data;
using Recsys.Training.Examples;
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
internal sealed class IncrementalRun : VersionTraining
{
    private readonly int _firstNew;
    private readonly WarmStart _warm;
    private readonly VocabularyGrowth _growth;

    public IncrementalRun(
        InteractionTable table, WarmStart warm, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
        : base(table, options with { Ranker = warm.RankerShape }, progress, cancellation)
    {
        (_warm, Mix) = (warm, warm.Mix);
        _firstNew = table.FirstRowAt(warm.ToMs + 1);
        _growth = VocabularyGrowth.Of(warm, table, Options);
        int[] rows = [.. Enumerable.Range(0, table.ItemCount)];
        Content = ItemContent.Build(_growth.Workflow, table.Products, rows);
        // The version's own table knows nothing of the new rows, as no feature of theirs may.
        var neighbors = NeighborGrowth.Of(warm.Neighbors, _growth);
        Examples = new ExampleBuilder(
            table, Options, _growth.Workflow, Content, _ => neighbors, new ExamplePlan(
                IncrementWindows.Of(table, _firstNew, Options), FirstRankerWindow: 0,
                RankerHeads.Like(table, warm.RankerShape.Heads, Options)));
    }

    /// <summary>Rows that are newer than all that the version knew.</summary>
    public int NewRows => Table.Count - _firstNew;

    public int NewProducts => _growth.NewProducts.Count();

    protected override ItemContent Content { get; }

    protected override ExampleBuilder Examples { get; }

    /// <summary>Plays all rows in time order and takes examples of the new ones, as the models read them.</summary>
    public void TakeExamples()
    {
        Examples.Build(Progress, Cancellation);
        _growth.Workflow.UserDense.Apply(Examples.States.AllDense);
        foreach (var columns in Examples.Columns) columns.Finish(_growth.Workflow);
        Times.End("examples");
    }

    /// <summary>Takes the version's weights over. What they say of the new rows is measured here: they know nothing
    /// of them.</summary>
    public void TakeWeightsOver()
    {
        var workflow = _growth.Workflow;
        Towers = new TwoTowerTrainer(workflow, Examples.States, Examples.Columns, Options, WarmTowers());
        TowerDots.Fill(Towers, Examples, Options.TowerDimension);
        MeasureRetrieval();
        workflow.Cross.Apply(Examples.Ranker.AllCross);

        var gatherer = new RankerExampleGatherer(
            Examples.States, Examples.Ranker, Examples.Columns, _ => workflow.CategoryTarget, workflow,
            Options.Ranker, Options.RankerBatch);
        Ranker = new RankerTrainer(workflow, gatherer, Examples.Ranker, Options, WarmRanker());
        WindowShift.TakeOut(Ranker, Examples);
        int[] answers = [.. Enumerable.Range(0, Examples.Ranker.Count).Where(Examples.Ranker.Answers)];
        Note(Ranker.Validate(answers));
        if (_warm.Sequence is not null && IsSequenceAsked) Sequence = WarmSequence();
        Times.End("weights");
    }

    /// <summary>
    /// Learns the mix anew: the version knows nothing of the new rows, and is asked for the customers who came back in
    /// them. Where they are too few, the mix stays. Sources that the version spares have no model there that could go
    /// on or be asked: they stay spared until a training in full.
    /// </summary>
    public void LearnMix()
    {
        Report("mix", 0);
        var window = new ReplayWindow(_firstNew, Table.Count, Table.TimesMs[_firstNew]);
        bool learned = LearnMix(
            _warm.Version, Table.Past(_firstNew), window, mayValidate: _ => true, maySpare: true);
        Report("mix", 1, learned ? "" : "too few customers came back: it stays");
        Times.End("mix");
    }

    /// <summary>Lets the towers and the ranker see the new rows.</summary>
    public void TrainTowersAndRanker()
    {
        Towers!.Train(
            "towers", epochs: 1, TwoTowerTrainer.LearningRate, Examples.Tower, _ => true, Progress, Cancellation);
        Times.End("towers");
        Report("ranker", 0);
        Ranker!.Continue([.. Enumerable.Range(0, Examples.Ranker.Count)], Cancellation);
        Report("ranker", 1, $"{Examples.Ranker.Count:N0} examples");
        Times.End("ranker");
    }

    /// <summary>Lets the sequential model see them, where the version has one and it is asked.</summary>
    public void TrainSequence()
    {
        if (Sequence is { } start && IsSequenceAsked)
        {
            Sequence = SequenceFitter.Continue(start, Table, _firstNew, Options, Progress, Cancellation);
            start.Dispose();
        }
        Times.End("sequences");
    }

    /// <summary>Writes all files of the version.</summary>
    public void Write(StagedVersion staged)
    {
        var calibration = _warm.Record.Calibration;
        RankerModule.Calibrate(Ranker!.Module, Options.Ranker, calibration.Slope, calibration.Intercept);
        Write(
            staged,
            new TrainedParts(
                _growth.Workflow, Content, Examples.Replay.Statistics, _warm.Record.Plan, _warm.Als, Towers!,
                SomeStates(), Ranker.Module, Sequence, Mix),
            _warm.Record with
            {
                Settings = TrainingSettingsFile.Values(Options),
                TowerLogScale = TwoTowerModule.LogScaleOf(Towers!.Module),
            });
    }

    private bool IsSequenceAsked =>
        Asked.Has(SequenceSource.SourceName) && Table.ItemCount <= SequenceFitter.MostProducts;

    private TorchModule WarmTowers()
    {
        var towers = TwoTowerModule.Create(
            _growth.Workflow, Options.TowerDimension, _warm.Record.TowerLogScale, Options.Seed);
        ParameterGrowth.Copy(_warm.UserTower, towers, _growth.RowsOf);
        ParameterGrowth.Copy(_warm.ItemTower, towers, _growth.RowsOf);
        // Row 0 is what passes for no product there: nothing was learned for an unknown one.
        ProductCentroids.Fill(towers, "history_embedding", first: 1, _growth, Content);
        return towers;
    }

    private TorchModule WarmRanker()
    {
        // The share of positives is overwritten with all else.
        var ranker = RankerModule.Create(Options.Ranker, _growth.Workflow, positiveRate: 0.5, Options.Seed);
        ParameterGrowth.Copy(_warm.Ranker, ranker, _growth.RowsOf);
        var calibration = _warm.Record.Calibration;
        RankerModule.Calibrate(
            ranker, Options.Ranker, 1 / calibration.Slope, -calibration.Intercept / calibration.Slope);
        return ranker;
    }

    private TorchModule WarmSequence()
    {
        int dimension = (int)_warm.Sequence!.Parameters.Single(one => one.Name == SequenceModule.ItemTable).Shape[1];
        var sequence = SequenceModule.Create(Table.ItemCount, dimension, Options.Seed);
        // The last row is that of no product.
        int[] rows = [.. _growth.Products.Skip(1).Select(id => id - 1), _warm.ItemIds.Length];
        ParameterGrowth.Copy(
            _warm.Sequence, sequence, name => name == SequenceModule.ItemTable ? rows : null);
        ProductCentroids.Fill(sequence, SequenceModule.ItemTable, first: 0, _growth, Content);
        return sequence;
    }

    // Customers as they were when they last came, evenly chosen: who is served next is like them.
    private List<int> SomeStates()
    {
        int count = Examples.States.Count, step = Math.Max(1, count / IndexQueries);
        var states = new List<int>();
        for (int state = 0; state < count && states.Count < IndexQueries; state += step) states.Add(state);
        return states;
    }
}
