using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Incremental;
using Recsys.Training.Mixing;
using Recsys.Training.Ranking;
using Recsys.Training.Replay;
using Recsys.Training.TwoTower;

namespace Recsys.Training;

/// <summary>
/// What training in full and going on from a version have alike: what is trained on, what has been made of it so far,
/// and how that becomes the files of a version. It owns the models.
/// </summary>
internal abstract class VersionTraining : IDisposable
{
    /// <summary>Customers that the index is measured with, at most.</summary>
    public const int IndexQueries = 256;

    private const int RecallAt = 500;

    private readonly Dictionary<string, double> _metrics = [];
    private IReadOnlyDictionary<string, double> _losses = new Dictionary<string, double>();

    /// <summary>Begins to count the time.</summary>
    /// <param name="table">All data, in time order.</param>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="progress">Told where it stands; may be null.</param>
    /// <param name="cancellation">Ends it by an exception.</param>
    protected VersionTraining(
        InteractionTable table, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        Times = new StageTimes(_metrics);
        (Table, Options, Progress, Cancellation) = (table, options, progress, cancellation);
    }

    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    public long TowerExampleCount => Examples.Tower.Count;

    public long RankerExampleCount => Examples.Ranker.Count;

    protected InteractionTable Table { get; }

    protected TrainingOptions Options { get; }

    protected IProgress<TrainingProgress>? Progress { get; }

    protected CancellationToken Cancellation { get; }

    protected StageTimes Times { get; }

    protected IDictionary<string, double> Noted => _metrics;

    protected abstract ItemContent Content { get; }

    protected abstract ExampleBuilder Examples { get; }

    protected TwoTowerTrainer? Towers { get; set; }

    protected RankerTrainer? Ranker { get; set; }

    /// <summary>The sequential model; null where there is none.</summary>
    protected TorchModule? Sequence { get; set; }

    /// <summary>What was learned of sources and ranker; null where nothing was, or not yet.</summary>
    protected Mix? Mix { get; set; }

    /// <summary>Which sources pages will be found by, as far as it is known.</summary>
    protected AskedSources Asked => AskedSources.Of(Options, Mix);

    public void Dispose()
    {
        Towers?.Dispose();
        Ranker?.Dispose();
        Sequence?.Dispose();
    }

    protected void Report(string stage, double fraction, string detail = "", double? loss = null) =>
        Progress?.Report(new TrainingProgress(stage, fraction, detail, loss));

    /// <summary>Learns the mix from how a version would have served those who came back; with too few of them it stays
    /// as it was.</summary>
    /// <param name="version">The version.</param>
    /// <param name="past">What it knows, with the whole table's numbers.</param>
    /// <param name="window">What its customers did next.</param>
    /// <param name="mayValidate">Whether a customer was kept back.</param>
    /// <param name="maySpare">Whether sources may be spared.</param>
    /// <returns>Whether it was learned.</returns>
    protected bool LearnMix(
        ModelVersion version, InteractionTable past, ReplayWindow window, Func<int, bool> mayValidate, bool maySpare)
    {
        var options = Options with { SpareSources = maySpare && Options.SpareSources };
        var training = new MixTraining(Table, options, Noted, Progress, Cancellation);
        if (training.Learn(version, past, window, mayValidate) is not { } learned) return false;
        _losses = training.Losses;
        // What the version spared was not there to be learned about: nothing was fitted for it.
        Mix = learned with { Spared = [.. (Mix?.Spared ?? []).Union(learned.Spared)] };
        Noted["mix_spared_sources"] = Mix.Spared.Count;
        return true;
    }

    /// <summary>Part of ndcg that pages lose without a source, as the mix was learned; all where it was not tried
    /// without.</summary>
    protected double LossWithout(string source) => _losses.GetValueOrDefault(source, 1);

    /// <summary>Notes which part of what customers took the towers retrieve, in the last window.</summary>
    protected void MeasureRetrieval()
    {
        int last = Examples.Windows.Count - 1;
        var vectors = new ItemVectors(Towers!.EncodeItems(Examples.Columns[last]), Options.TowerDimension);
        if (TowerRecall.Measure(Towers, Examples, vectors, last, RecallAt) is { } recall)
            Noted[$"tower_recall_{RecallAt}"] = recall;
    }

    /// <summary>Notes how well the ranker knows what it has not seen.</summary>
    protected void Note(RankerValidation? measured)
    {
        if (measured is null) return;
        Noted["validation_auc"] = measured.Auc;
        Noted["validation_log_loss"] = measured.LogLoss;
    }

    /// <summary>Writes all files of the version.</summary>
    protected void Write(StagedVersion staged, TrainedParts parts, TrainingRecord record)
    {
        Report("artifacts", 0);
        var artifacts = new ArtifactWriter(staged, Options, Cancellation);
        artifacts.Write(Table, parts);
        artifacts.WriteRecord(record);
        Report("artifacts", 1);
        Times.End("artifacts");
    }
}
