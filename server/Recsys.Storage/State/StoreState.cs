using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features.Online;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Checkpoints;
using Recsys.Storage.Erasure;
using Recsys.Storage.Errors;
using Recsys.Storage.Features;
using Recsys.Storage.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.State;

/// <summary>
/// All state, as a fold over the journal: <see cref="Apply(RecordKind, RecordReader, long)"/> is the one way it
/// changes, the same for a record just committed and for one replayed at start. One writer; readers use sessions of
/// their own.
/// </summary>
internal sealed class StoreState : IDisposable
{
    /// <summary>Folder of products and customers within the state's.</summary>
    public const string CatalogueFolder = "catalogue";

    private readonly EntitySession _entities;
    private readonly FeatureWriter _features;
    private long _interactions;
    private long _latestMs;
    private long _historyCount;
    private bool _catalogueChanged;

    /// <summary>Opens the state: empty, or as a checkpoint has it.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="from">The checkpoint; null for none.</param>
    /// <param name="partOf">Bytes of the checkpoint's parts by name; null for none.</param>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    public StoreState(
        string directory, StorageOptions options, CheckpointManifest? from = null, Func<string, byte[]>? partOf = null)
    {
        // 1. What is kept beside FASTER: it says how records lie.
        Sessions = new SessionBounds(Erased);
        Duplicates = new DuplicateWindow(options.DuplicateWindow);
        Layouts = new LayoutRegister(options.Features);
        Parts = [Duplicates, Erased, Streams, Layouts];
        if (partOf is not null)
            foreach (var part in Parts) part.Load(partOf(part.Name));
        FeatureSchema = options.Features;
        Activity = new ProductActivity(options.Features);
        ProductOrder = new OrderedProducts(Columns);

        // 2. FASTER's logs; while their pages are checked, what is in memory of them is made.
        var catalogue = new CatalogueReading(Columns);
        var activity = new ActivityReading(Layouts, Activity);
        (Catalogue, Histories) = Open(
            () => new StateStore(
                Path.Combine(directory, CatalogueFolder), options.MemoryBytes / 4, options, from?.Catalogue,
                reading: catalogue.Open),
            () => new StateStore(
                Path.Combine(directory, "histories"), options.MemoryBytes / 4 * 3, options, from?.Histories,
                Sessions.IsOver, activity.Open));
        CustomerIds.Load(catalogue.Customers());
        if (from is not null)
            (_interactions, _latestMs, _historyCount) =
                (from.Interactions, from.LatestInteractionMs, from.HistoryCount);
        _entities = new EntitySession(Catalogue.Kv);
        _features = new FeatureWriter(Histories.Kv, Layouts, Sessions, Activity);
    }

    public StateStore Catalogue { get; }

    public StateStore Histories { get; }

    public DuplicateWindow Duplicates { get; }

    /// <summary>Customers whose earlier interactions are nobody's.</summary>
    public ErasedCustomers Erased { get; } = new();

    public StreamMarks Streams { get; } = new(StorageLimits.RememberedStreams);

    /// <summary>The features that are kept.</summary>
    public OnlineFeatureSchema FeatureSchema { get; }

    /// <summary>How their records lie.</summary>
    public LayoutRegister Layouts { get; }

    /// <summary>Where sessions end.</summary>
    public SessionBounds Sessions { get; }

    /// <summary>Numbers of products' features, by row.</summary>
    public ProductActivity Activity { get; }

    /// <summary>What is kept beside FASTER and goes with every checkpoint.</summary>
    public IReadOnlyList<IStatePart> Parts { get; }

    public ProductColumns Columns { get; } = new();

    /// <summary>Products by id, for listings.</summary>
    public OrderedProducts ProductOrder { get; }

    public OrderedIds CustomerIds { get; } = new();

    /// <summary>Interactions ever applied.</summary>
    public long InteractionCount => Volatile.Read(ref _interactions);

    /// <summary>Customers with a history, and sessions begun.</summary>
    public long HistoryCount => Volatile.Read(ref _historyCount);

    /// <summary>Time of the newest of the interactions; 0 when there is none.</summary>
    public long LatestInteractionMs => Volatile.Read(ref _latestMs);

    /// <summary>Whether products or customers changed since this was last set to false.</summary>
    public bool CatalogueChanged
    {
        get => Volatile.Read(ref _catalogueChanged);
        set => Volatile.Write(ref _catalogueChanged, value);
    }

    /// <summary>Journal position up to which everything is applied: what lies before it is seen by readers.</summary>
    public long AppliedPosition => Waiters.Reached;

    /// <summary>Who waits for a journal position to be applied.</summary>
    public PositionWaiters Waiters { get; } = new(StorageLimits.PositionWaiters);

    /// <summary>
    /// The head of a product or customer, as <see cref="Find"/> has it. A product's is in memory: a shop that imports
    /// all it has again reads nothing.
    /// </summary>
    public EntityHead? FindHead(byte kind, string id)
    {
        if (kind == StateKey.Product)
        {
            if (!Columns.TryFind(id, out int row)) return null;
            var state = Columns[row];
            return new EntityHead(state.Deleted, row, state.Version, state.CreatedMs, state.UpdatedMs);
        }
        if (Find(kind, id) is not { } value) return null;
        var reader = new RecordReader(value);
        return EntityHead.Read(ref reader);
    }

    /// <summary>
    /// The stored value of a product or customer; of an erased customer what is left: that it is deleted, and its
    /// version. Null when there never was one.
    /// </summary>
    public byte[]? Find(byte kind, string id)
    {
        if (_entities.Read(kind, id) is { } value) return value;
        if (kind != StateKey.Customer || Erased.Count == 0) return null;
        return Erased.Find(Hash128.Of(Encoding.UTF8.GetBytes(id))) is { } erased
            ? new EntityHead(true, 0, erased.Version, 0, 0).ToArray()
            : null;
    }

    /// <summary>Whether a customer did anything that is not erased.</summary>
    public bool HasHistory(string customerId) =>
        _features.HasCustomer(Encoding.UTF8.GetBytes(customerId));

    /// <summary>
    /// Applies one journal record whose checksum was checked; the record lies in memory that does not move.
    /// </summary>
    /// <param name="kind">What it is.</param>
    /// <param name="body">Its body.</param>
    /// <param name="position">Journal position it begins at.</param>
    public void Apply(RecordKind kind, RecordReader body, long position)
    {
        switch (kind)
        {
            case RecordKind.Interaction:
                Apply(InteractionCodec.Read(ref body), position);
                break;
            case RecordKind.ProductPut:
                ApplyEntity(StateKey.Product, ref body);
                break;
            case RecordKind.CustomerPut:
                ApplyEntity(StateKey.Customer, ref body);
                break;
            case RecordKind.CustomerErase:
                Erase(ref body, position);
                break;
            case RecordKind.StreamMark:
                Streams.Set(StreamMark.Read(ref body));
                break;
            default:
                throw new StorageFormatException(
                    $"The journal holds records of kind {(byte)kind}, which a newer version wrote: use that version.");
        }
    }

    /// <summary>Says that all records before a journal position are applied.</summary>
    public void Advance(long position) => Waiters.Reach(position);

    /// <summary>Waits until a checkpoint can be begun.</summary>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    public async Task SettleAsync()
    {
        await Catalogue.SettleAsync();
        await Histories.SettleAsync();
    }

    /// <summary>Throws where FASTER could not write what no longer fits memory.</summary>
    public void ThrowIfFaulty()
    {
        Catalogue.ThrowIfFaulty();
        Histories.ThrowIfFaulty();
    }

    public void Dispose()
    {
        _entities.Dispose();
        _features.Dispose();
        Catalogue.Dispose();
        Histories.Dispose();
    }

    // Side by side: each has a log to check, and waits for the disk.
    private static (StateStore Catalogue, StateStore Histories) Open(
        Func<StateStore> openCatalogue, Func<StateStore> openHistories)
    {
        var opening = Task.Run(openHistories);
        StateStore catalogue;
        try
        {
            catalogue = openCatalogue();
        }
        catch
        {
            // What is told is why the first one could not be opened.
            Task.WaitAny(opening);
            if (opening.IsCompletedSuccessfully) opening.Result.Dispose();
            throw;
        }
        try
        {
            return (catalogue, opening.GetAwaiter().GetResult());
        }
        catch
        {
            catalogue.Dispose();
            throw;
        }
    }

    private void Apply(in InteractionView item, long position)
    {
        Duplicates.Add(Hash128.Of(item.Id));
        int created = _features.Apply(item, Columns[item.Event.ProductRow], position);
        if (created > 0) Volatile.Write(ref _historyCount, _historyCount + created);
        Volatile.Write(ref _interactions, _interactions + 1);
        if (item.Event.TimeMs > _latestMs) Volatile.Write(ref _latestMs, item.Event.TimeMs);
    }

    private void Erase(ref RecordReader body, long position)
    {
        var id = body.TextBytes();
        var head = EntityHead.Read(ref body);
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        _entities.Delete(StateKey.Of(StateKey.Customer, id, memory));
        CatalogueChanged = true;
        CustomerIds.Remove(Encoding.UTF8.GetString(id));
        if (_features.RemoveCustomer(id)) Volatile.Write(ref _historyCount, _historyCount - 1);
        Erased.Add(Hash128.Of(id), new ErasedCustomer(position, head.Version));
    }

    private void ApplyEntity(byte kind, ref RecordReader body)
    {
        var idBytes = body.TextBytes();
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        _entities.Upsert(StateKey.Of(kind, idBytes, memory), body.Rest);
        CatalogueChanged = true;

        var head = EntityHead.Read(ref body);
        if (kind == StateKey.Product)
        {
            Columns.Restore(head.Row, ProductKind.Content(idBytes, head, ref body));
            ProductOrder.Note(head.Row);
            return;
        }
        string id = Encoding.UTF8.GetString(idBytes);
        if (head.Deleted) CustomerIds.Remove(id);
        else CustomerIds.Add(id);
    }
}
