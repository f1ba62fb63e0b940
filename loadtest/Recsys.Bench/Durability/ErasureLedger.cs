using System.Collections.Concurrent;

namespace Recsys.Bench.Durability;

/// <summary>Which customers were to be erased, and of which the server said that they are.</summary>
internal sealed class ErasureLedger
{
    private readonly ConcurrentDictionary<string, bool> _customers = new(StringComparer.Ordinal);

    public IEnumerable<string> Ids => _customers.Keys;

    /// <summary>Notes, before it happens, that a customer is erased.</summary>
    public void Begin(string customer) => _customers.TryAdd(customer, false);

    /// <summary>Notes that the server said it is done.</summary>
    public void Acknowledge(string customer) => _customers[customer] = true;

    /// <summary>Whether a customer may be gone.</summary>
    public bool IsBegun(string customer) => _customers.ContainsKey(customer);

    /// <summary>Whether a customer must be gone.</summary>
    public bool IsDone(string customer) => _customers.TryGetValue(customer, out bool done) && done;
}
