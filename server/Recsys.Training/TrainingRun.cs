using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.Sequence;
using Recsys.Training.Als;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Incremental;
using Recsys.Training.Neighbors;
using Recsys.Training.Ranking;
using Recsys.Training.Replay;
using Recsys.Training.Sequence;
using Recsys.Training.Tuning;
using Recsys.Training.TwoTower;

namespace Recsys.Training;

/// <summary>One training from data to files. The stages are called in the order in which they stand here.</summary>
internal sealed class TrainingRun : VersionTraining
{
    /// <summary>The metric that tells how fast the ranker trained.</summary>
    public const string RankerSpeed = "ranker_rows_per_cpu_second";

    // Part of ndcg.
    private const double MuchWorse = 0.01;

    private FeatureWorkflow _workflow;
    private ItemToItemPlan _plan = ItemToItemPlan.Standard;
    private AlsPlan _als = AlsPlan.None;
    private TargetEncodingFitter? _targets;
    private RankerSplit _split = RankerSplit.Nothing;
    private bool _towersTrained;
    private RankerCalibration? _calibration;

    public TrainingRun(
        InteractionTable table, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
        : base(table, WithHeadsOf(table, options), progress, cancellation)
    {
        _workflow = WorkflowFitter.FitVocabularies(table, options);
        int[] rows = [.. Enumerable.Range(0, table.ItemCount)];
        Content = ItemContent.Build(_workflow, table.Products, rows);
        Examples = new ExampleBuilder(table, options, _workflow, Content,
            past => ItemToItemFitter.FitEase(past, table.ItemCount, _plan, options, cancellation));
    }

    protected override ItemContent Content { get; }

    protected override ExampleBuilder Examples { get; }

    /// <summary>Learns how item-to-item tables are fitted and asked.</summary>
    public void PlanItemToItem()
    {
        Report("item to item", 0);
        _plan = ItemToItemPlanner.Learn(
            Table, Options, Noted, Cancellation, done => Report("item to item", done));
        Report("item to item", 1);
        Times.End("item_to_item");
    }

    /// <summary>Learns how implicit alternating least squares are fitted and asked.</summary>
    public void PlanAls()
    {
        if (!Asked.Has(AlsSource.SourceName)) return;
        _als = AlsPlanner.Learn(
            Table, Options, _plan.Evidence, Noted, done => Report("als", done), Cancellation);
        _plan = _plan with { Evidence = _plan.Evidence with { InAls = _als.Weighed } };
        Times.End("als");
    }

    /// <summary>Plays the data in time order and takes raw examples.</summary>
    public void TakeExamples()
    {
        Examples.Build(Progress, Cancellation);
        _split = RankerSplit.Of(Examples);
        Times.End("examples");
    }

    /// <summary>
    /// Fits target encoding and normalisers, and normalises what was taken; the cross features come later.
    /// </summary>
    public void FitFeatures()
    {
        _workflow = WorkflowFitter.FitStatistics(
            _workflow, Examples.States, Examples.Ranker, Examples.Columns, out _targets);
        _workflow.UserDense.Apply(Examples.States.AllDense);
        foreach (var columns in Examples.Columns) columns.Finish(_workflow);
        Times.End("workflow");
    }

    /// <summary>
    /// Trains the towers on what was known before the ranker's first window: their product must tell the ranker as
    /// little of the answers as it will when serving.
    /// </summary>
    public void TrainTowersOnThePast()
    {
        Towers = new TwoTowerTrainer(_workflow, Examples.States, Examples.Columns, Options);
        int past = PastWindows();
        if (past > 0)
        {
            TrainTowers("towers", state => Examples.States.Windows[state] < past);
            TowerDots.Fill(Towers, Examples, Options.TowerDimension);
            MeasureRetrieval();
        }
        else
        {
            TowerDots.Forget(Examples.Ranker);
        }
        _workflow = WorkflowFitter.FitCross(_workflow, Examples.Ranker);
        _workflow.Cross.Apply(Examples.Ranker.AllCross);
        Times.End("towers");
    }

    /// <summary>Trains the ranker and validates it on what is kept back: the last window, or some customers.</summary>
    public void TrainRanker()
    {
        var gatherer = new RankerExampleGatherer(
            Examples.States, Examples.Ranker, Examples.Columns, _targets!.FitWithout, _workflow,
            Options.Ranker, Options.RankerBatch);
        Ranker = new RankerTrainer(_workflow, gatherer, Examples.Ranker, Options);
        Note(Ranker.Train(_split.Training, _split.Validation, Progress, Cancellation));
        _calibration = RankerCalibration.Fit(
            Examples.States, Examples.Ranker, _split.Validation, Ranker.Logits(_split.Validation));
        _calibration?.AddTo(Noted);
        Times.End("ranker");
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
        Report("mix", 0);
        var past = Past;
        // A part of the work tells what a sequential model, which costs more than all else here, is worth to pages.
        // Where it is much, the mix is learned again beside one that is as good as the version's own.
        var (tried, whole) = Asked.Has(SequenceSource.SourceName)
            ? SequenceFitter.Try(past, Options, Cancellation)
            : (null, true);
        using (tried)
        {
            if (LearnMixOf(repository, past, tried, maySpare: true) && !whole && Asked.Has(SequenceSource.SourceName)
                && LossWithout(SequenceSource.SourceName) > MuchWorse)
            {
                using var sequence = FitSequence(past, null);
                LearnMixOf(repository, past, sequence, maySpare: false);
            }
        }
        Report("mix", 1);
        Times.End("mix");
    }

    /// <summary>What was before the last window (<see cref="KnownPast"/>).</summary>
    internal InteractionTable Past => KnownPast.Of(Table, Examples.Windows[^1], _split.MayValidate);

    /// <summary>Writes a version that knows what was before the last window, and nothing else.</summary>
    /// <param name="staged">Where to.</param>
    /// <param name="past">What it knows.</param>
    /// <param name="sequence">The sequential model of that; null for none.</param>
    internal void WritePast(StagedVersion staged, InteractionTable past, TorchModule? sequence)
    {
        var window = Examples.Windows[^1];
        var replay = new HistoryReplay(past);
        replay.AdvanceTo(past.Count);
        // Of the whole there are left the scales of numbers, the vocabularies, and the plan of the item-to-item tables;
        // what categories sell is fitted anew.
        var workflow = _workflow with
        {
            AsOfMs = window.AsOfMs,
            CategoryTarget = WorkflowFitter.FitTargets(
                _workflow, Examples.States, Examples.Ranker, Examples.Columns, _split.Training).Fit(),
        };
        // The ranker that goes on learning is calibrated at the end, and only once.
        using var ranker = Ranker!.Module.Clone();
        Calibrate(ranker);
        new ArtifactWriter(staged, Options, Cancellation).Write(
            past, Parts(workflow, replay.Statistics, [], ranker, sequence));
    }

    /// <summary>Lets towers and ranker see what was kept back, too.</summary>
    public void BringUpToDate()
    {
        Ranker!.Continue(_split.Latest, Cancellation);
        Calibrate(Ranker.Module);
        Noted[RankerSpeed] = Math.Round(Ranker.RowsPerCpuSecond);
        TrainTowers("latest towers", Later(state => !_split.IsKnown(state)));
        Noted["tower_rows_per_cpu_second"] = Math.Round(Towers!.RowsPerCpuSecond);
        Times.End("latest");
    }

    /// <summary>Trains the sequential model, where it is asked and there is something to learn for it.</summary>
    public void TrainSequence()
    {
        Sequence = FitSequence(Table, Progress);
        Times.End("sequences");
    }

    /// <summary>Writes all files of the version.</summary>
    public void Write(StagedVersion staged) => Write(
        staged,
        Parts(_workflow, Examples.Replay.Statistics, LatestStates(), Ranker!.Module, Sequence),
        new TrainingRecord(
            TrainingSettingsFile.Values(Options), _plan, TwoTowerModule.LogScaleOf(Towers!.Module),
            _calibration?.Calibration ?? Calibration.None));

    private bool LearnMixOf(
        TemporaryRepository repository, InteractionTable past, TorchModule? sequence, bool maySpare)
    {
        var version = repository.Publish(staged =>
        {
            WritePast(staged, past, sequence);
            return new ModelManifest { Schema = FeatureSchema.Fingerprint };
        });
        return LearnMix(version, past, Examples.Windows[^1], _split.MayValidate, maySpare);
    }

    // Heads are the data's to say, not the settings'.
    private static TrainingOptions WithHeadsOf(InteractionTable table, TrainingOptions options) =>
        options with { Ranker = options.Ranker with { Heads = RankerHeads.Of(table, options).All } };

    private TorchModule? FitSequence(InteractionTable known, IProgress<TrainingProgress>? progress) =>
        Asked.Has(SequenceSource.SourceName) ? SequenceFitter.Fit(known, Options, progress, Cancellation) : null;

    private void Calibrate(TorchModule ranker)
    {
        if (_calibration is { Calibration: var found })
            RankerModule.Calibrate(ranker, Options.Ranker, found.Slope, found.Intercept);
    }

    // Windows that the towers did not see before the ranker was trained.
    private Func<int, bool> Later(Func<int, bool> states)
    {
        int past = PastWindows();
        return state => Examples.States.Windows[state] >= past && states(state);
    }

    private TrainedParts Parts(
        FeatureWorkflow workflow, ItemStatistics statistics, IReadOnlyList<int> states, TorchModule ranker,
        TorchModule? sequence) =>
        new(workflow, Content, statistics, _plan, _als, Towers!, states, ranker, sequence, Mix);

    // Customers as they were at the latest example times, evenly chosen: who is served next is like them.
    private List<int> LatestStates()
    {
        int count = Examples.States.Count, latest = Math.Min(count, 16 * IndexQueries);
        int step = Math.Max(1, latest / IndexQueries);
        var states = new List<int>();
        for (int state = count - latest; state < count && states.Count < IndexQueries; state += step) states.Add(state);
        return states;
    }

    // Windows whose answers are all before the ranker's first window.
    private int PastWindows()
    {
        var windows = Examples.Windows;
        int past = Examples.FirstRankerWindow;
        while (past > 0 && windows[past - 1].End > windows[Examples.FirstRankerWindow].Start) past--;
        return past;
    }

    private void TrainTowers(string stage, Func<int, bool> states)
    {
        // What is newer is learned by in half as many passes, and smaller steps: the rest is to stay known.
        bool goesOn = PastWindows() > 0 && _towersTrained;
        _towersTrained = true;
        Towers!.Train(
            stage, goesOn ? Math.Max(1, Options.TowerEpochs / 2) : Options.TowerEpochs,
            goesOn ? TwoTowerTrainer.LateLearningRate : TwoTowerTrainer.LearningRate, Examples.Tower, states, Progress,
            Cancellation);
    }
}
