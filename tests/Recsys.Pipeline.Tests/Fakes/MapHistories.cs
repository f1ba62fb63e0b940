using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Histories by customer, made anew for every reader, as the port asks.</summary>
internal sealed class MapHistories : IUserHistoryStore
{
    private readonly Dictionary<string, Func<UserHistory>> _histories = [];

    public void Put(string customerId, params HistoryEvent[] events) =>
        _histories[customerId] = () =>
        {
            var history = new UserHistory();
            foreach (var item in events) history.Apply(item);
            return history;
        };

    public void Fail(string customerId) => _histories[customerId] = () => throw new IOException("The disk is gone.");

    public ValueTask<UserHistory?> ReadAsync(string customerId, CancellationToken cancellation) =>
        ValueTask.FromResult(_histories.TryGetValue(customerId, out var make) ? make() : null);
}
