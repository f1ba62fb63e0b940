using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline;

/// <summary>
/// Index, towers, ranker, workflow and rules of one model version: immutable, replaced whole, leased by each request
/// through
/// <see cref="SnapshotHolder"/>. What it owns is freed when the last lease ends.
/// </summary>
public sealed class PipelineSnapshot
{
    private readonly IDisposable[] _owned;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="modelVersion">Version the model repository gave it.</param>
    /// <param name="pipelines">The pipelines, by name.</param>
    /// <param name="owned">What is freed with it, in this order.</param>
    public PipelineSnapshot(
        string modelVersion, IReadOnlyDictionary<string, PipelineDefinition> pipelines, params IDisposable[] owned)
    {
        ModelVersion = modelVersion;
        Pipelines = pipelines;
        _owned = owned;
    }

    /// <summary>Makes a snapshot.</summary>
    /// <param name="modelVersion">Version the model repository gave it.</param>
    /// <param name="pipelines">The pipelines, each of a name of its own.</param>
    /// <param name="owned">What is freed with it, in this order.</param>
    /// <exception cref="ArgumentException">Two pipelines have the same name.</exception>
    public PipelineSnapshot(
        string modelVersion, IReadOnlyList<PipelineDefinition> pipelines, params IDisposable[] owned)
        : this(modelVersion, ByName(pipelines), owned)
    {
    }

    /// <summary>Version the model repository gave it.</summary>
    public string ModelVersion { get; }

    /// <summary>The pipelines, by name.</summary>
    public IReadOnlyDictionary<string, PipelineDefinition> Pipelines { get; }

    /// <summary>Its vector index; null where it has none.</summary>
    public ISnapshotIndex? Index { get; init; }

    /// <summary>
    /// Takes in all that changed in the catalogue before the call, for those who cannot wait for it to happen by
    /// itself; does nothing where it follows none.
    /// </summary>
    public Func<Task> CatchUp { get; init; } = () => Task.CompletedTask;

    /// <summary>How its ranker is computed and why, in one sentence; null where it has none.</summary>
    public string? Ranker { get; init; }

    /// <summary>How users' vectors are computed and why, in a few words; null where it has no tower.</summary>
    public string? UserTower { get; init; }

    private static Dictionary<string, PipelineDefinition> ByName(IReadOnlyList<PipelineDefinition> pipelines)
    {
        var byName = new Dictionary<string, PipelineDefinition>(StringComparer.Ordinal);
        foreach (var pipeline in pipelines)
            if (!byName.TryAdd(pipeline.Name, pipeline))
                throw new ArgumentException($"Two pipelines are named '{pipeline.Name}'.", nameof(pipelines));
        return byName;
    }

    /// <summary>Frees what it owns. The holder does so; this is for a snapshot that never became live.</summary>
    public void Free() => Free(0);

    // One part that cannot be freed must not keep the others.
    private void Free(int from)
    {
        if (from == _owned.Length) return;
        try
        {
            _owned[from].Dispose();
        }
        finally
        {
            Free(from + 1);
        }
    }
}
