using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Model;

/// <summary>What a store should hold, in plain collections: no journal, no disk, no restart.</summary>
internal sealed class StoreModel(int duplicateWindow)
{
    private readonly Queue<string> _window = new();
    private readonly HashSet<string> _known = [];

    public ModelRecords Products { get; } = new();

    public ModelRecords Customers { get; } = new();

    /// <summary>Catalogue row of every product there ever was.</summary>
    public Dictionary<string, int> Rows { get; } = [];

    /// <summary>Accepted interactions in order, as a reader is to see them now.</summary>
    public List<Interaction> Journal { get; } = [];

    /// <summary>Where each of them ends in the store's journal, as far as a reading has told.</summary>
    public List<long> Ends { get; } = [];

    public Dictionary<string, UserHistory> CustomerHistories { get; } = [];

    public Dictionary<string, UserHistory> SessionHistories { get; } = [];

    /// <summary>Sessions whose latest customer was erased.</summary>
    public HashSet<string> ErasedSessions { get; } = [];

    public WriteOutcome PutProduct(WriteOutcome outcome, string id)
    {
        if (outcome is WriteOutcome.Created) Rows.TryAdd(id, Rows.Count);
        return outcome;
    }

    public AppendStatus Append(Interaction item)
    {
        if (!Products.Texts.ContainsKey(item.ProductId)) return AppendStatus.Rejected;
        if (!_known.Add(item.Id)) return AppendStatus.Duplicate;
        _window.Enqueue(item.Id);
        if (_window.Count > duplicateWindow) _known.Remove(_window.Dequeue());
        Journal.Add(item);
        Apply(CustomerHistories, item.CustomerId, item, UserHistory.Capacity);
        Apply(SessionHistories, item.SessionId, item, UserHistory.SessionCapacity);
        return AppendStatus.Accepted;
    }

    public WriteOutcome Erase(string id, string etag)
    {
        var outcome = Customers.Delete(id, etag, traces: CustomerHistories.ContainsKey(id));
        if (outcome != WriteOutcome.Deleted) return outcome;
        CustomerHistories.Remove(id);
        for (int i = 0; i < Journal.Count; i++)
        {
            if (Journal[i].CustomerId != id) continue;
            if (Journal[i].SessionId.Length > 0) ErasedSessions.Add(Journal[i].SessionId);
            Journal[i] = Journal[i] with { CustomerId = "", SessionId = "", AttributionToken = "" };
        }
        return outcome;
    }

    private void Apply(
        Dictionary<string, UserHistory> histories, string id, Interaction item, int capacity)
    {
        if (id.Length == 0) return;
        if (!histories.TryGetValue(id, out var history)) histories[id] = history = new UserHistory(capacity);
        history.Apply(
            new HistoryEvent(Rows[item.ProductId], item.TimeMs, item.Price, item.Quantity, item.Type), item.Country);
    }
}
