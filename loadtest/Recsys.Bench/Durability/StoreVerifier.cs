using System.Collections;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;

namespace Recsys.Bench.Durability;

/// <summary>
/// Compares a store that was killed with what its clients hold. It reads on in the journal where it stopped after the
/// kill before, so the journal may be cut behind it, and keeps for itself what histories and records must be.
/// </summary>
internal sealed class StoreVerifier(
    InteractionPlan plan, IReadOnlyList<ClientLedger> ledgers, RecordLedger products,
    IReadOnlyList<RecordLedger> customers, ErasureLedger erasures)
{
    private readonly BitArray[] _seen = [.. ledgers.Select(_ => new BitArray(1 << 16))];
    // First number of each client that is not settled yet: all before it were acknowledged and seen, or rejected.
    private readonly int[] _settled = new int[ledgers.Count];
    private readonly Dictionary<string, ReferenceHistory> _customers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferenceHistory> _sessions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _erased = new(StringComparer.Ordinal);
    private readonly ReferenceFeatures _features = new(seed: 1);
    // Customer last seen in each session.
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private int _sessionsBegun;
    private long _position;
    private long _begin;

    /// <summary>Journal position up to which all is compared.</summary>
    public long Position => _position;

    public Findings Findings { get; } = new();

    /// <summary>Opens a copy of the store and compares everything that is new in it.</summary>
    /// <param name="directory">The copy.</param>
    /// <param name="last">Whether to compare the features of everyone, and not only of those who did something.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether its journal was cut since the last time.</returns>
    public async Task<bool> VerifyAsync(string directory, bool last, CancellationToken cancellation)
    {
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = directory, CheckpointOnClose = false }, cancellation: cancellation)
            .ConfigureAwait(false);
        await ReadJournalAsync(store, cancellation).ConfigureAwait(false);
        CheckAcknowledged();
        await CheckHistoriesAsync(store, cancellation).ConfigureAwait(false);
        await _features.CompareAsync(store, last, Findings, cancellation).ConfigureAwait(false);
        await CheckRecordsAsync(store, cancellation).ConfigureAwait(false);
        bool cut = store.Statistics.JournalBeginPosition > _begin && _begin > 0;
        _begin = store.Statistics.JournalBeginPosition;
        return cut;
    }

    private async Task ReadJournalAsync(RecsysStore store, CancellationToken cancellation)
    {
        long begin = store.Statistics.JournalBeginPosition;
        if (_position > 0 && begin > _position)
        {
            throw new BenchException(
                $"The journal was cut at {begin}, before what lies from {_position} on was compared: "
                + "keep more of it, or kill more often.");
        }
        await foreach (var found in store.Interactions.ReadAllAsync(_position, cancellation).ConfigureAwait(false))
        {
            _position = found.NextPosition;
            Findings.Journalled++;
            Take(found.Interaction, found.ProductRow);
            _features.Take(store, found.Interaction, found.ProductRow);
        }
        if (store.Statistics.Interactions != Findings.Journalled)
        {
            Findings.AddChanged(
                $"the store counts {store.Statistics.Interactions} interactions, the journal {Findings.Journalled}");
        }
    }

    private void Take(Interaction item, int productRow)
    {
        if (!InteractionPlan.TryParse(item.Id, out int client, out int number)
            || client >= ledgers.Count || ledgers[client][number] == SendState.None)
        {
            Findings.AddForeign(item.Id);
        }
        else if (!Mark(client, number))
        {
            Findings.AddDoubled(item.Id);
        }
        else if (!IsAsSent(item, plan.At(client, number)))
        {
            Findings.AddChanged($"{item} was sent as {plan.At(client, number)}");
        }
        AddTo(_customers, item.CustomerId, item, productRow);
        if (item.CustomerId.Length > 0 && item.SessionId.Length > 0)
        {
            // Another customer begins the session anew.
            if (_owners.TryGetValue(item.SessionId, out string? owner) && owner != item.CustomerId)
                _sessions.Remove(item.SessionId);
            _owners[item.SessionId] = item.CustomerId;
        }
        if (item.SessionId.Length > 0 && !_sessions.ContainsKey(item.SessionId)) _sessionsBegun++;
        AddTo(_sessions, item.SessionId, item, productRow, UserHistory.SessionCapacity);
    }

    // What an erased customer did is nobody's.
    private bool IsAsSent(Interaction found, Interaction sent) =>
        found == sent || (erasures.IsBegun(sent.CustomerId) && found == sent with { CustomerId = "", SessionId = "" });

    private bool Mark(int client, int number)
    {
        if (number >= _seen[client].Length) _seen[client].Length = Math.Max(number + 1, _seen[client].Length * 2);
        if (_seen[client][number]) return false;
        _seen[client][number] = true;
        return true;
    }

    private static void AddTo(
        Dictionary<string, ReferenceHistory> histories, string id, Interaction item, int productRow,
        int capacity = UserHistory.Capacity)
    {
        if (id.Length == 0) return;
        if (!histories.TryGetValue(id, out var history)) histories[id] = history = new ReferenceHistory(capacity);
        history.Add(item, productRow);
    }

    private void CheckAcknowledged()
    {
        for (int client = 0; client < ledgers.Count; client++)
        {
            var ledger = ledgers[client];
            bool settled = true;
            for (int number = _settled[client]; number < ledger.SentCount; number++)
            {
                bool seen = number < _seen[client].Length && _seen[client][number];
                var state = ledger[number];
                if (state == SendState.Acknowledged && !seen) Findings.AddLost($"{client}-{number}");
                if (state == SendState.Rejected && seen) Findings.AddForeign($"{client}-{number}, which was rejected");
                settled &= state != SendState.Sent;
                if (settled) _settled[client] = number + 1;
            }
        }
    }

    private async Task CheckHistoriesAsync(RecsysStore store, CancellationToken cancellation)
    {
        await CheckErasedAsync(store, cancellation).ConfigureAwait(false);
        foreach (var (id, reference) in _customers)
        {
            var found = await store.Histories.ReadAsync(id, cancellation).ConfigureAwait(false);
            if (reference.DifferenceFrom(found) is { } difference)
                Findings.AddHistory($"customer {id}: {difference}");
        }
        foreach (var (id, reference) in _sessions)
        {
            var found = await store.Histories.ReadSessionAsync(id, cancellation).ConfigureAwait(false);
            if (reference.DifferenceFrom(found) is { } difference)
                Findings.AddHistory($"session {id}: {difference}");
        }
        Findings.HistoriesCompared += _customers.Count + _sessions.Count;
        int begun = _customers.Count + _sessionsBegun;
        // A session of a customer who was erased before it was read here is counted, but nobody's.
        long counted = store.Statistics.Histories - begun;
        if (counted < 0 || counted > _erased.Count)
            Findings.AddHistory($"the store counts {store.Statistics.Histories} histories, not {begun}");
    }

    private async Task CheckErasedAsync(RecsysStore store, CancellationToken cancellation)
    {
        foreach (string id in erasures.Ids)
        {
            string sessionId = InteractionPlan.ErasedSession(id);
            var customer = await store.Histories.ReadAsync(id, cancellation).ConfigureAwait(false);
            var session = await store.Histories.ReadSessionAsync(sessionId, cancellation).ConfigureAwait(false);
            if (erasures.IsDone(id) && (customer ?? session) is not null)
                Findings.AddHistory($"customer {id} was erased and is there again");
            if (customer is not null || !_erased.Add(id)) continue;
            if (session is not null) Findings.AddHistory($"customer {id} was erased, their session was not");
            _customers.Remove(id);
            _sessions.Remove(sessionId);
            _features.Erase(id);
        }
    }

    private async Task CheckRecordsAsync(RecsysStore store, CancellationToken cancellation)
    {
        foreach (string id in products.Ids.ToArray())
        {
            var found = await store.Products.GetAsync(id, cancellation).ConfigureAwait(false);
            Check(products, "product", id, found?.Value.Title);
        }
        foreach (var ledger in customers)
            foreach (string id in ledger.Ids.ToArray())
            {
                var found = await store.Customers.GetAsync(id, cancellation).ConfigureAwait(false);
                Check(ledger, "customer", id, found?.Value.DisplayName);
            }
    }

    private void Check(RecordLedger ledger, string kind, string id, string? found)
    {
        Findings.RecordsCompared++;
        if (!ledger.Accept(id, found))
            Findings.AddRecord($"{kind} {id} is '{found}', acknowledged was '{ledger.Acknowledged(id)}'");
    }
}
