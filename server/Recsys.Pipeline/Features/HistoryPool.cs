using System.Collections.Concurrent;

namespace Recsys.Pipeline.Features;

/// <summary>Lends histories to runs, so that steady traffic allocates none; as many as ever ran at once.</summary>
internal sealed class HistoryPool
{
    private readonly ConcurrentQueue<UserHistory> _free = new();

    /// <summary>An empty history.</summary>
    public UserHistory Rent() => _free.TryDequeue(out var history) ? history : new UserHistory();

    public void Return(UserHistory history)
    {
        history.Clear();
        _free.Enqueue(history);
    }
}
