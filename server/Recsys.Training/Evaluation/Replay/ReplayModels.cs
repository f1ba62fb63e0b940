using System.Diagnostics;
using Recsys.Models.Repository;
using Recsys.Training.Data;
using Recsys.Training.Incremental;

namespace Recsys.Training.Evaluation;

/// <summary>Models by their training, each trained once, in a folder that is gone at the end.</summary>
internal sealed class ReplayModels(
    TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation) : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly Dictionary<ReplayTraining, ReplayModel> _models = [];

    public IReadOnlyDictionary<ReplayTraining, ReplayModel> All => _models;

    /// <summary>The model of a training.</summary>
    /// <param name="training">The training.</param>
    /// <param name="read">Reads what was before a time.</param>
    public ReplayModel Of(ReplayTraining training, Func<long, InteractionTable> read)
    {
        if (_models.TryGetValue(training, out var model)) return model;
        var from = training.IsFull ? null : Of(new ReplayTraining(training.FromMs, training.FromMs), read);
        var clock = Stopwatch.StartNew();
        var table = read(training.AtMs);
        var version = from is null
            ? _repository.Publish(staged => ModelTrainer.Train(table, options, staged, progress, cancellation))
            : Increment(table, from);
        return _models[training] = new ReplayModel(version, table.ItemCount, clock.Elapsed.TotalSeconds);
    }

    private ModelVersion Increment(InteractionTable table, ReplayModel from)
    {
        using var warm = WarmStart.Open(from.Version);
        return IncrementalTrainer.HasNews(table, warm)
            ? _repository.Publish(staged => IncrementalTrainer.Train(
                table, warm, warm.Options, staged, learnMix: false, progress, cancellation))
            : from.Version;
    }

    public void Dispose() => _repository.Dispose();
}
