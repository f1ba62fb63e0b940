namespace Recsys.Pipeline;

/// <summary>
/// Index, towers, ranker, workflow and rules of one model version: immutable, replaced whole, leased by each request through
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

    /// <summary>Version the model repository gave it.</summary>
    public string ModelVersion { get; }

    /// <summary>The pipelines, by name.</summary>
    public IReadOnlyDictionary<string, PipelineDefinition> Pipelines { get; }

    internal void Free()
    {
        foreach (var part in _owned) part.Dispose();
    }
}
