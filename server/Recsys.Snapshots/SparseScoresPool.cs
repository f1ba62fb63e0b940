using System.Collections.Concurrent;

namespace Recsys.Snapshots;

/// <summary>Lends accumulators to requests, so that steady traffic allocates none; it holds as many as ever ran at once.</summary>
internal sealed class SparseScoresPool
{
    private readonly ConcurrentQueue<SparseScores> _free = new();

    public SparseScores Rent() => _free.TryDequeue(out var scores) ? scores : new SparseScores();

    public void Return(SparseScores scores)
    {
        scores.Clear();
        _free.Enqueue(scores);
    }
}
