using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Histories by customer.</summary>
internal sealed class MapHistories : IUserHistoryStore
{
    private readonly Dictionary<string, Func<HistoryEvent[]>> _histories = [];

    public void Put(string customerId, params HistoryEvent[] events) =>
        _histories[customerId] = () => events;

    public void Fail(string customerId) => _histories[customerId] = () => throw new IOException("The disk is gone.");

    public ValueTask<bool> ReadAsync(string customerId, UserHistory history, CancellationToken cancellation)
    {
        if (!_histories.TryGetValue(customerId, out var events)) return ValueTask.FromResult(false);
        history.Clear();
        foreach (var item in events()) history.Apply(item);
        return ValueTask.FromResult(true);
    }
}
