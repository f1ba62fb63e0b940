using Recsys.Pipeline.Catalogue;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import.Catalogue;

/// <summary>What the interactions of an import say of one customer.</summary>
internal sealed class CustomerProfile
{
    private long _latestMs = long.MinValue;
    private int _country = -1;
    private int _name = -1;
    private Dictionary<string, string>? _attributes;

    /// <summary>Takes what a row says, unless a later row spoke already. Texts are numbers, −1 for none.</summary>
    /// <returns>Whether the row counted.</returns>
    public bool Set(long timeMs, int country, int name)
    {
        if (timeMs < _latestMs) return false;
        _latestMs = timeMs;
        if (country >= 0) _country = country;
        if (name >= 0) _name = name;
        return true;
    }

    public void SetAttribute(string name, string value) => (_attributes ??= new(StringComparer.Ordinal))[name] = value;

    public Customer ToCustomer(string id, Utf8Vocabulary texts)
    {
        var customer = new Customer
        {
            Id = id,
            Country = _country < 0 ? "" : texts[_country],
            DisplayName = _name < 0 ? "" : texts[_name],
        };
        return _attributes is null ? customer : customer with { Attributes = _attributes };
    }
}
