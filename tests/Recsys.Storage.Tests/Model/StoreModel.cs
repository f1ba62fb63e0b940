using System.Globalization;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Model;

/// <summary>What a store should hold, in plain collections: no journal, no disk, no restart.</summary>
internal sealed class StoreModel(int duplicateWindow)
{
    private readonly Queue<string> _window = new();
    private readonly HashSet<string> _known = [];
    // Customer last seen in each session.
    private readonly Dictionary<string, string> _owners = [];

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

    /// <summary>Ids of sessions there ever were.</summary>
    public HashSet<string> Sessions { get; } = [];

    /// <summary>Sessions ever begun, one that begins anew again.</summary>
    public int SessionsBegun { get; private set; }

    /// <summary>Features by their definition.</summary>
    public OnlineFeatureReplay Features { get; } = new();

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
        Own(item.SessionId, item.CustomerId);
        if (item.SessionId.Length > 0 && !SessionHistories.ContainsKey(item.SessionId)) SessionsBegun++;
        Apply(SessionHistories, item.SessionId, item, UserHistory.SessionCapacity);
        int number = int.Parse(item.ProductId["product-".Length..], CultureInfo.InvariantCulture);
        Features.Apply(item, Samples.Product(number), Rows[item.ProductId]);
        return AppendStatus.Accepted;
    }

    public WriteOutcome Erase(string id, string etag)
    {
        var outcome = Customers.Delete(id, etag, traces: CustomerHistories.ContainsKey(id));
        if (outcome != WriteOutcome.Deleted) return outcome;
        CustomerHistories.Remove(id);
        Features.EraseCustomer(id);
        foreach (string session in _owners.Where(entry => entry.Value == id).Select(entry => entry.Key).ToList())
        {
            _owners.Remove(session);
            SessionHistories.Remove(session);
        }
        for (int i = 0; i < Journal.Count; i++)
        {
            if (Journal[i].CustomerId != id) continue;
            Journal[i] = Journal[i] with { CustomerId = "", SessionId = "", AttributionToken = "" };
        }
        return outcome;
    }

    // Another customer begins a session anew.
    private void Own(string session, string customer)
    {
        if (session.Length == 0) return;
        Sessions.Add(session);
        if (customer.Length == 0) return;
        if (_owners.TryGetValue(session, out string? owner) && owner != customer) SessionHistories.Remove(session);
        _owners[session] = customer;
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
