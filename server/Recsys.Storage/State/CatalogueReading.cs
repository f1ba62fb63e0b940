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
internal sealed class CatalogueReading(ProductColumns products)
{
    private readonly ProductColumns _products = products;
    private readonly Dictionary<string, (long Page, bool Exists)> _customers = new(StringComparer.Ordinal);

    /// <summary>Opens a reader for one thread.</summary>
    public IPageReader Open() => new Reader(this);

    /// <summary>Ids of the customers that exist, each once, when all readers are disposed.</summary>
    public List<string> Customers() =>
        [.. _customers.Where(entry => entry.Value.Exists).Select(entry => entry.Key)];

    private static void Note(
        Dictionary<string, (long Page, bool Exists)> customers, string id, (long Page, bool Exists) found)
    {
        if (!customers.TryGetValue(id, out var known) || known.Page <= found.Page) customers[id] = found;
    }

    private sealed class Reader(CatalogueReading all) : IPageReader
    {
        private readonly Dictionary<string, (long Page, bool Exists)> _customers = new(StringComparer.Ordinal);
        private readonly ProductLoader _loader = new(all._products);

        public void Read(long page, StateRecords records)
        {
            while (records.Next())
            {
                var key = records.Key;
                if (key[0] == StateKey.Customer)
                {
                    bool exists = !records.IsTombstone && !HeadOf(records.Value).Deleted;
                    Note(_customers, Encoding.UTF8.GetString(key[1..]), (page, exists));
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

        private static EntityHead HeadOf(ReadOnlySpan<byte> value)
        {
            var reader = new RecordReader(value);
            return EntityHead.Read(ref reader);
        }
    }
}
