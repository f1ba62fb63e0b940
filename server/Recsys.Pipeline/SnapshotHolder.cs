namespace Recsys.Pipeline;

/// <summary>
/// Holds the live snapshot. A request leases it once; a replaced one is freed when its last lease ends.
/// </summary>
public sealed class SnapshotHolder : IDisposable
{
    private readonly Lock _gate = new();
    private Counted? _live;
    private bool _disposed;

    /// <summary>Version of the live snapshot, or null before the first.</summary>
    public string? LiveVersion
    {
        get { lock (_gate) return _live?.Snapshot.ModelVersion; }
    }

    /// <summary>Puts a snapshot live; requests under way keep the one they leased.</summary>
    /// <exception cref="ObjectDisposedException">The holder is disposed; the snapshot is freed at once.</exception>
    public void Replace(PipelineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (Swap(new Counted(snapshot), disposing: false)) return;
        snapshot.Free();
        throw new ObjectDisposedException(nameof(SnapshotHolder));
    }

    /// <summary>Leases the live snapshot.</summary>
    /// <returns>False before the first snapshot and after disposal.</returns>
    public bool TryLease(out SnapshotLease lease)
    {
        lock (_gate)
        {
            if (_live is null)
            {
                lease = default;
                return false;
            }
            _live.Leases++;
            lease = new SnapshotLease(this, _live);
            return true;
        }
    }

    /// <summary>Takes the live snapshot away; it is freed when its last lease ends.</summary>
    public void Dispose() => Swap(null, disposing: true);

    internal void Return(Counted counted)
    {
        bool last;
        lock (_gate) last = --counted.Leases == 0;
        if (last) counted.Snapshot.Free();
    }

    private bool Swap(Counted? next, bool disposing)
    {
        Counted? before;
        lock (_gate)
        {
            if (_disposed) return false;
            _disposed = disposing;
            before = _live;
            _live = next;
        }
        // The holder's own share of the count ends here.
        if (before is not null) Return(before);
        return true;
    }

    internal sealed class Counted(PipelineSnapshot snapshot)
    {
        public PipelineSnapshot Snapshot { get; } = snapshot;
        public int Leases { get; set; } = 1;
    }
}
