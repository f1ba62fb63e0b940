using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.State;

/// <summary>
/// Reads the catalogue's log once, in parts side by side, straight into the columns. In whatever order records of one
/// product come, that of the highest version holds.
/// </summary>
internal sealed class CatalogueScan(Kv kv, ProductColumns products)
{
    private const long LeastPart = 16 << 20;
    // No record goes over the edge of a page.
    private const int PageBits = StateStore.PageBits;

    /// <summary>Fills the columns.</summary>
    /// <returns>Ids of the customers that exist, each once.</returns>
    public List<string> Run()
    {
        long begin = kv.Log.BeginAddress, end = kv.Log.TailAddress;
        int parts = (int)Math.Clamp((end - begin) / LeastPart, 1, Environment.ProcessorCount);
        var customers = new Dictionary<string, bool>[parts];
        try
        {
            Parallel.For(0, parts, part => customers[part] = Read(Edge(part), Edge(part + 1)));
        }
        catch (AggregateException error) when (error.InnerException is InvalidDataException damaged)
        {
            throw new InvalidDataException(damaged.Message, damaged);
        }
        // In the log's order the last version of a record is the one that holds.
        foreach (var later in customers.AsSpan(1))
            foreach (var (id, exists) in later) customers[0][id] = exists;
        return [.. customers[0].Where(entry => entry.Value).Select(entry => entry.Key)];

        long Edge(int part) => part == 0 ? begin
            : part == parts ? end
            : (begin + ((end - begin) / parts * part)) >> PageBits << PageBits;
    }

    private Dictionary<string, bool> Read(long from, long until)
    {
        var customers = new Dictionary<string, bool>(StringComparer.Ordinal);
        var loader = new ProductLoader(products);
        using var records = kv.Log.Scan(from, until);
        while (records.GetNext(out var record))
        {
            var key = records.GetKey().AsReadOnlySpan();
            if (key[0] == StateKey.Customer)
            {
                bool exists = !record.Tombstone && !HeadOf(records.GetValue().AsReadOnlySpan()).Deleted;
                customers[Encoding.UTF8.GetString(key[1..])] = exists;
            }
            else if (!record.Tombstone)
            {
                var reader = new RecordReader(records.GetValue().AsReadOnlySpan());
                var head = EntityHead.Read(ref reader);
                loader.Restore(head.Row, ProductKind.Content(key[1..], head, ref reader));
            }
        }
        return customers;
    }

    private static EntityHead HeadOf(ReadOnlySpan<byte> value)
    {
        var reader = new RecordReader(value);
        return EntityHead.Read(ref reader);
    }
}
