namespace Recsys.Pipeline;

/// <summary>One request's hold on a snapshot; dispose it once, when the request ends.</summary>
public readonly struct SnapshotLease : IDisposable
{
    private readonly SnapshotHolder? _holder;
    private readonly SnapshotHolder.Counted? _counted;

    internal SnapshotLease(SnapshotHolder holder, SnapshotHolder.Counted counted)
    {
        _holder = holder;
        _counted = counted;
    }

    /// <summary>The leased snapshot.</summary>
    public PipelineSnapshot Snapshot =>
        _counted?.Snapshot ?? throw new InvalidOperationException("Nothing is leased.");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_counted is not null) _holder!.Return(_counted);
    }
}
