using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Checkpoints;
using Recsys.Storage.Erasure;
using Recsys.Storage.Errors;
using Recsys.Storage.Journal;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Reading;

/// <summary>
/// Products, countries of customers and who was erased, as the store has them at a journal position: as a checkpoint
/// has them, then brought up to date record by record. It is what <see cref="StoreState"/> makes of the same
/// records, without the state's files and without histories.
/// </summary>
/// <param name="position">Journal position up to which it is brought.</param>
internal sealed class StoredCatalogue(long position) : IJournalVisitor
{
    /// <summary>Journal position up to which it was brought by a checkpoint; records behind it are still to come.
    /// </summary>
    public long Position { get; } = position;

    public ProductColumns Products { get; } = new();

    /// <summary>Country by customer who has a record; empty where none is known.</summary>
    public Dictionary<string, string> Countries { get; } = new(StringComparer.Ordinal);

    public ErasedCustomers Erased { get; } = new();

    /// <summary>Where the last record ends that was taken.</summary>
    public long Reached { get; private set; } = position;

    /// <summary>Reads a checkpoint of a store that another process may have open.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It was replaced meanwhile.</exception>
    public static StoredCatalogue Read(string storeDirectory, int number, CheckpointManifest manifest)
    {
        CheckpointFolder.RequireFormat(manifest);
        var catalogue = new StoredCatalogue(manifest.JournalPosition);
        catalogue.Erased.Load(
            new CheckpointFolder(storeDirectory).ReadPart(number, manifest, ErasedCustomers.PartName));
        var reading = new CatalogueReading(catalogue.Products, withCountries: true);
        StateStore.PagesOf(Path.Combine(storeDirectory, Checkpointer.StateFolder, StoreState.CatalogueFolder))
            .Verify(manifest.Catalogue, reading.Open);
        foreach (var (id, country) in reading.Countries()) catalogue.Countries.Add(id, country);
        return catalogue;
    }

    public void Visit(RecordKind kind, RecordReader body, long position, int bytes)
    {
        switch (kind)
        {
            case RecordKind.ProductPut:
                PutProduct(ref body);
                break;
            case RecordKind.CustomerPut:
                PutCustomer(ref body);
                break;
            case RecordKind.CustomerErase:
                var id = body.TextBytes();
                Countries.Remove(System.Text.Encoding.UTF8.GetString(id));
                Erased.Add(Hash128.Of(id), new ErasedCustomer(position, EntityHead.Read(ref body).Version));
                break;
            case RecordKind.Interaction or RecordKind.StreamMark:
                break;
            default:
                throw new StorageFormatException(
                    $"The journal holds records of kind {(byte)kind}, which a newer version wrote: use that version.");
        }
        Reached = position + bytes;
    }

    private void PutProduct(ref RecordReader body)
    {
        var id = body.TextBytes();
        var head = EntityHead.Read(ref body);
        Products.Restore(head.Row, ProductKind.Content(id, head, ref body));
    }

    private void PutCustomer(ref RecordReader body)
    {
        string id = body.Text();
        var value = body.Rest;
        if (EntityHead.Read(ref body).Deleted) Countries.Remove(id);
        else Countries[id] = CustomerKind.CountryOf(value);
    }
}
