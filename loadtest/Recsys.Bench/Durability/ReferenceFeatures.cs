using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;

namespace Recsys.Bench.Durability;

/// <summary>
/// What all online features must be: computed by their definitions from every interaction the journal ever had. That
/// takes a while, so after each kill some hundred are compared, drawn from those that interactions were about since; at
/// the end all.
/// </summary>
internal sealed class ReferenceFeatures(int seed)
{
    private const int MostShoppers = 300, MostProducts = 60;
    private readonly OnlineFeatureReplay _replay = new();
    private readonly HashSet<string> _customers = new(StringComparer.Ordinal), _sessions = new(StringComparer.Ordinal);
    private readonly HashSet<int> _products = [];
    private readonly Random _random = new(seed);

    /// <summary>Takes one interaction, in the journal's order.</summary>
    public void Take(RecsysStore store, Interaction item, int row)
    {
        _replay.Apply(item, store.Products.Columns.ProductAt(row), row);
        if (item.CustomerId.Length > 0) _customers.Add(item.CustomerId);
        if (item.SessionId.Length > 0) _sessions.Add(item.SessionId);
        _products.Add(row);
    }

    /// <summary>An erased customer is nobody any more.</summary>
    public void Erase(string customer)
    {
        _replay.EraseCustomer(customer);
        _customers.Remove(customer);
        _sessions.Remove(InteractionPlan.ErasedSession(customer));
    }

    /// <summary>Compares with what a store holds.</summary>
    /// <param name="store">The store, up to the journal position that was taken.</param>
    /// <param name="all">Whether to compare everyone.</param>
    /// <param name="findings">Takes what differs.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task CompareAsync(
        RecsysStore store, bool all, Findings findings, CancellationToken cancellation)
    {
        foreach (string id in all ? _replay.Customers : Drawn(_customers, MostShoppers))
        {
            var found = await store.Features.ReadCustomerAsync(id, cancellation).ConfigureAwait(false);
            Compare(findings, $"customer {id}", _replay.Customer(id), found);
        }
        foreach (string id in all ? _replay.Sessions : Drawn(_sessions, MostShoppers))
        {
            var found = await store.Features.ReadSessionAsync(id, cancellation).ConfigureAwait(false);
            Compare(findings, $"session {id}", _replay.Session(id), found);
        }
        foreach (int row in all ? _replay.Products : Drawn(_products, MostProducts))
        {
            var found = await store.Features.ReadProductAsync(row, cancellation).ConfigureAwait(false);
            Compare(findings, $"product row {row}", _replay.Product(row), found);
        }
        _customers.Clear();
        _sessions.Clear();
        _products.Clear();
    }

    private static void Compare(
        Findings findings, string who, OnlineFeatureSet? expected, OnlineFeatureSet? found)
    {
        findings.FeaturesCompared += expected?.Values.Count ?? 0;
        if (OnlineFeatureSet.Difference(expected, found) is { } difference)
            findings.AddFeature($"{who}: {difference}");
    }

    private T[] Drawn<T>(HashSet<T> from, int most)
    {
        T[] all = [.. from];
        _random.Shuffle(all);
        return all[..Math.Min(most, all.Length)];
    }
}
