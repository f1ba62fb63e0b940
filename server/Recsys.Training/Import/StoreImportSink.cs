using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;
using Recsys.Training.Import.Catalogue;

namespace Recsys.Training.Import;

/// <summary>
/// Writes an import to a store, batch by batch. Interactions need their product: one met for the first time is written
/// before them as the rows so far describe it, and again at the end, when all rows have spoken.
/// </summary>
public sealed class StoreImportSink : IImportSink
{
    // Batches of customers on their way at once: the store commits those together that wait together.
    private const int BatchesAtOnce = 4;

    private readonly RecsysStore _store;
    private readonly IProgress<ImportProgress>? _progress;
    private readonly long _nowMs;
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly List<Product> _products = [];
    private readonly List<Customer> _customers = [];
    private readonly HashSet<int> _provisional = [];
    private readonly List<Interaction> _interactions = [];
    private Task<AppendResult>? _appending;
    private ImportCatalogue _catalogue = new();
    private int _productsKnown;
    private long _productWrites;
    private long _revisions;

    /// <summary>Makes a sink.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="clock">Interactions of files without times get its time of now.</param>
    /// <param name="progress">Told of the customers that are written after all rows; may be null.</param>
    public StoreImportSink(RecsysStore store, TimeProvider clock, IProgress<ImportProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        _store = store;
        _progress = progress;
        _nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>Interactions written.</summary>
    public long Written { get; private set; }

    /// <summary>Interactions the store had already.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Records the store did not take, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refused => _refused;

    /// <summary>Products made or changed; one made first and completed at the end counts once.</summary>
    public long ProductsWritten => _productWrites - _revisions;

    /// <summary>Customers made or changed.</summary>
    public long CustomersWritten { get; private set; }

    /// <inheritdoc/>
    public void Begin(ImportCatalogue catalogue) => _catalogue = catalogue;

    /// <inheritdoc/>
    public void Add(in ImportedInteraction interaction)
    {
        _interactions.Add(new Interaction
        {
            Id = interaction.Id.IsEmpty
                ? RowIdentity.Of(interaction, _catalogue)
                : Encoding.UTF8.GetString(interaction.Id),
            CustomerId = interaction.Customer < 0 ? "" : _catalogue.CustomerId(interaction.Customer),
            SessionId = Encoding.UTF8.GetString(interaction.Session),
            ProductId = _catalogue.ProductId(interaction.Product),
            Type = interaction.Type,
            TimeMs = interaction.TimeMs > 0 ? interaction.TimeMs : _nowMs,
            Value = interaction.Value,
            Quantity = interaction.Quantity,
            Price = interaction.Price,
            DwellMs = interaction.DwellMs,
            Country = _catalogue.Country(interaction.Country),
        });
    }

    /// <inheritdoc/>
    public void Add(Product product) => _products.Add(product);

    /// <inheritdoc/>
    public void Add(Customer customer) => _customers.Add(customer);

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        AddNewProducts();
        await WriteProductsAsync(cancellation);
        await WriteCustomersAsync(cancellation);
        foreach (var batch in _interactions.Chunk(StorageLimits.InteractionsPerAppend))
            await AppendAsync(batch, cancellation);
        _interactions.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        await FinishAppendAsync();
        for (int i = 0; i < _catalogue.ProductCount && _catalogue.DescribesProducts; i++)
        {
            var product = _catalogue.Product(i);
            if (!_store.Products.Columns.TryGet(product.Id, out var known)) _products.Add(product);
            else if (RecordMerge.Into(known, product) is { } changed)
            {
                _products.Add(changed);
                if (_provisional.Contains(i)) _revisions++;
            }
            if (_products.Count == StorageLimits.RecordsPerUpsert) await WriteProductsAsync(cancellation);
        }
        await WriteProductsAsync(cancellation);
        await CompleteCustomersAsync(cancellation);
    }

    private async Task CompleteCustomersAsync(CancellationToken cancellation)
    {
        var writing = new Queue<Task<IReadOnlyList<WriteResult<Customer>>>>();
        for (int i = 0; i < _catalogue.CustomerCount; i++)
        {
            var customer = _catalogue.Customer(i);
            var known = await _store.Customers.GetAsync(customer.Id, cancellation);
            if (known is null) _customers.Add(customer);
            else if (RecordMerge.Into(known.Value, customer) is { } changed) _customers.Add(changed);
            if (_customers.Count < StorageLimits.RecordsPerUpsert) continue;
            writing.Enqueue(_store.Customers.UpsertManyAsync([.. _customers], cancellation));
            _customers.Clear();
            if (writing.Count == BatchesAtOnce) CustomersWritten += Count("customer", await writing.Dequeue());
            _progress?.Report(new ImportProgress
            {
                File = "", CustomersDone = i + 1, CustomersTotal = _catalogue.CustomerCount,
            });
        }
        while (writing.TryDequeue(out var batch)) CustomersWritten += Count("customer", await batch);
        await WriteCustomersAsync(cancellation);
    }

    private void AddNewProducts()
    {
        for (; _productsKnown < _catalogue.ProductCount; _productsKnown++)
        {
            if (_store.Products.Columns.TryGetRow(_catalogue.ProductId(_productsKnown), out _)) continue;
            _products.Add(_catalogue.Product(_productsKnown));
            _provisional.Add(_productsKnown);
        }
    }

    /// <summary>
    /// Sends a batch, having waited for the one before: the store writes while the next rows are read.
    /// </summary>
    private async Task AppendAsync(Interaction[] batch, CancellationToken cancellation)
    {
        await FinishAppendAsync();
        _appending = _store.Interactions.AppendAsync(batch, cancellation);
    }

    private async Task FinishAppendAsync()
    {
        if (_appending is null) return;
        var result = await _appending;
        _appending = null;
        foreach (var outcome in result.Outcomes)
        {
            if (outcome.Status == AppendStatus.Accepted) Written++;
            else if (outcome.Status == AppendStatus.Duplicate) Duplicates++;
            else Refuse($"interaction: {outcome.Reason}");
        }
    }

    private async Task WriteProductsAsync(CancellationToken cancellation)
    {
        foreach (var batch in _products.Chunk(StorageLimits.RecordsPerUpsert))
            _productWrites += Count("product", await _store.Products.UpsertManyAsync(batch, cancellation));
        _products.Clear();
    }

    private async Task WriteCustomersAsync(CancellationToken cancellation)
    {
        foreach (var batch in _customers.Chunk(StorageLimits.RecordsPerUpsert))
            CustomersWritten += Count("customer", await _store.Customers.UpsertManyAsync(batch, cancellation));
        _customers.Clear();
    }

    private int Count<T>(string kind, IReadOnlyList<WriteResult<T>> results)
    {
        int written = 0;
        foreach (var result in results)
        {
            if (result.Written) written++;
            else Refuse($"{kind}: {result.Violation?.Field} {result.Violation?.Problem}");
        }
        return written;
    }

    private void Refuse(string reason)
    {
        const int maxReasons = 1000;
        if (_refused.Count >= maxReasons && !_refused.ContainsKey(reason)) reason = "other reasons";
        _refused[reason] = _refused.GetValueOrDefault(reason) + 1;
    }
}
