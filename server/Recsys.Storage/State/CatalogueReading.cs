using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.State;

/// <summary>
/// Fills what is in memory of products and customers from the catalogue's log, pages side by side. In whatever order
/// records of one product come, that of the highest version holds; of a customer the last one in the log.
/// </summary>
/// <param name="products">The columns that are filled.</param>
/// <param name="withCountries">Whether the countries of customers are read too.</param>
internal sealed class CatalogueReading(ProductColumns products, bool withCountries = false)
{
    private readonly ProductColumns _products = products;
    private readonly bool _withCountries = withCountries;
    // A customer who does not exist any more has no country, not even an empty one.
    private readonly Dictionary<string, (long Page, string? Country)> _customers = new(StringComparer.Ordinal);

    /// <summary>Opens a reader for one thread.</summary>
    public IPageReader Open() => new Reader(this);

    /// <summary>Ids of the customers that exist, each once, when all readers are disposed.</summary>
    public List<string> Customers() =>
        [.. _customers.Where(entry => entry.Value.Country is not null).Select(entry => entry.Key)];

    /// <summary>Countries of the customers that exist, empty where not known, when all readers are disposed.</summary>
    public IEnumerable<KeyValuePair<string, string>> Countries() =>
        from entry in _customers
        where entry.Value.Country is not null
        select KeyValuePair.Create(entry.Key, entry.Value.Country!);

    private static void Note(
        Dictionary<string, (long Page, string? Country)> customers, string id, (long Page, string? Country) found)
    {
        if (!customers.TryGetValue(id, out var known) || known.Page <= found.Page) customers[id] = found;
    }

    private sealed class Reader(CatalogueReading all) : IPageReader
    {
        private readonly Dictionary<string, (long Page, string? Country)> _customers = new(StringComparer.Ordinal);
        private readonly ProductLoader _loader = new(all._products);

        public void Read(long page, StateRecords records)
        {
            while (records.Next())
            {
                var key = records.Key;
                if (key[0] == StateKey.Customer)
                {
                    string? country = records.IsTombstone ? null : CountryOf(records.Value);
                    Note(_customers, Encoding.UTF8.GetString(key[1..]), (page, country));
                }
                else if (!records.IsTombstone)
                {
                    var reader = new RecordReader(records.Value);
                    var head = EntityHead.Read(ref reader);
                    _loader.Restore(head.Row, ProductKind.Content(key[1..], head, ref reader));
                }
            }
        }

        public void Dispose()
        {
            lock (all._customers)
                foreach (var (id, found) in _customers) Note(all._customers, id, found);
        }

        private string? CountryOf(ReadOnlySpan<byte> value)
        {
            var reader = new RecordReader(value);
            if (EntityHead.Read(ref reader).Deleted) return null;
            return all._withCountries ? CustomerKind.CountryOf(value) : "";
        }
    }
}
