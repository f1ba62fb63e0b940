using System.Diagnostics;
using Recsys.Models.Repository;
using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>Models by the time they were trained at, each trained once, in a folder that is gone at the end.</summary>
internal sealed class ReplayModels(
    TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation) : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly Dictionary<long, (ModelVersion Version, int Items, double Seconds)> _models = [];

    public IReadOnlyDictionary<long, (ModelVersion Version, int Items, double Seconds)> All => _models;

    /// <summary>The model of what was before a time.</summary>
    /// <param name="timeMs">The time.</param>
    /// <param name="read">Reads what was before a time.</param>
    /// <returns>The model, and how many products it knows: the first ones of any later table.</returns>
    public (ModelVersion Version, int Items) At(long timeMs, Func<long, InteractionTable> read)
    {
        if (_models.TryGetValue(timeMs, out var model)) return (model.Version, model.Items);
        var clock = Stopwatch.StartNew();
        var table = read(timeMs);
        var version = _repository.Publish(
            staged => ModelTrainer.Train(table, options, staged, progress, cancellation));
        _models[timeMs] = (version, table.ItemCount, clock.Elapsed.TotalSeconds);
        return (version, table.ItemCount);
    }

    public void Dispose() => _repository.Dispose();
}
