namespace Recsys.Server.Services.Operations;

/// <summary>
/// What customers did after the moment that the catalogue's interactions were cut at. Read once, whole, and never
/// changed.
/// </summary>
internal sealed class HeldOutData
{
    private readonly Dictionary<string, HeldOutItem[]> _byCustomer;
    private readonly List<string> _customers;
    private readonly Dictionary<string, int> _places;

    /// <summary>Puts it together.</summary>
    /// <param name="byCustomer">What each did, one entry for each product, oldest first.</param>
    public HeldOutData(Dictionary<string, HeldOutItem[]> byCustomer)
    {
        _byCustomer = byCustomer;
        _customers = [.. byCustomer.Keys
            .OrderByDescending(customer => byCustomer[customer].Length).ThenBy(one => one, StringComparer.Ordinal)];
        _places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _customers.Count; i++) _places[_customers[i]] = i;
        StartMs = byCustomer.Count == 0 ? 0 : byCustomer.Values.Min(items => items[0].TimeMs);
    }

    /// <summary>Time of the oldest interaction, in milliseconds since 1970-01-01 UTC; 0 when there are none.</summary>
    public long StartMs { get; }

    /// <summary>How many customers there are.</summary>
    public int CustomerCount => _customers.Count;

    /// <summary>What a customer did, oldest first, one entry for each product; empty for one who did nothing.</summary>
    public IReadOnlyList<HeldOutItem> Of(string customer) => _byCustomer.GetValueOrDefault(customer) ?? [];

    /// <summary>Customers, those with most products first.</summary>
    /// <param name="after">Begin after this one; empty begins at the first, as does one who is not there.</param>
    public IEnumerable<string> CustomersAfter(string after) =>
        _customers.Skip(_places.TryGetValue(after, out int place) ? place + 1 : 0);
}
