using Recsys.Storage.Catalogue;
using Recsys.Storage.Checkpoints;
using Recsys.Storage.Errors;
using Recsys.Storage.Features;
using Recsys.Storage.Files;
using Recsys.Storage.Interactions;
using Recsys.Storage.Journal;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage;

/// <summary>
/// Products, customers, interactions and histories in one folder. Every change is journalled and durable before it is
/// answered; the state is what the journal makes of an empty one, kept in FASTER and checkpointed so that a start
/// is short. One store at a time may have a folder open.
/// </summary>
public sealed class RecsysStore : IAsyncDisposable
{
    private readonly DirectoryLock _lock;
    private readonly JournalLog _journal;
    private readonly StoreState _state;
    private readonly Checkpointer _checkpointer;
    private readonly StoreWriter _writer;
    private bool _disposed;

    private RecsysStore(
        DirectoryLock directoryLock, JournalLog journal, JournalReaders readers, StoreState state,
        Checkpointer checkpointer, StoreWriter writer, RecoveryReport recovery)
    {
        (_lock, _journal, _state, _checkpointer, _writer) = (directoryLock, journal, state, checkpointer, writer);
        Recovery = recovery;
        JournalReaders = readers;
        Products = new ProductCatalogue(state, writer);
        Customers = new CustomerCatalogue(state, writer);
        Interactions = new InteractionLog(journal, state, writer);
        Features = new OnlineFeatures(state);
        Histories = new UserHistories(Features);
    }

    /// <summary>The shop's products.</summary>
    public ProductCatalogue Products { get; }

    /// <summary>The shop's customers.</summary>
    public CustomerCatalogue Customers { get; }

    /// <summary>What customers did.</summary>
    public InteractionLog Interactions { get; }

    /// <summary>Features of customers, sessions and products.</summary>
    public OnlineFeatures Features { get; }

    /// <summary>What is remembered of customers and sessions, as the pipeline takes it.</summary>
    public UserHistories Histories { get; }

    /// <summary>Who still reads the journal: retention keeps what they have not read.</summary>
    public JournalReaders JournalReaders { get; }

    /// <summary>What opening found and did.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Why the last checkpoint failed; null when it did not. Closing a store may leave one here.</summary>
    public Exception? CheckpointFailure => _writer.CheckpointFailure;

    /// <summary>Why the journal could last not be cut as retention asks; null when it could.</summary>
    public Exception? RetentionFailure => _writer.RetentionFailure;

    /// <summary>What the store holds now.</summary>
    public StorageStatistics Statistics => new(
        Products.Count, Products.Columns.Count, Customers.Count, _state.HistoryCount, Interactions.Count,
        Interactions.LatestMs, _journal.BeginPosition, _journal.DurablePosition,
        Math.Max(_checkpointer.LastPosition, 0), _journal.DurablePosition - _journal.BeginPosition,
        _state.Histories.MemoryBytes + _state.Catalogue.MemoryBytes,
        _state.Histories.LogBytes + _state.Catalogue.LogBytes);

    /// <summary>Opens a store, making it where there is none, and brings its state up to the journal's end.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="StorageInUseException">Another process has it open.</exception>
    /// <exception cref="StorageFormatException">The folder holds something else, or a newer format.</exception>
    /// <exception cref="StorageDamagedException">Acknowledged records cannot be read.</exception>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    public static Task<RecsysStore> OpenAsync(
        StorageOptions options, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Task.Run(() => new StoreOpening(options, clock ?? TimeProvider.System).Run(cancellation), cancellation);
    }

    /// <summary>Writes a checkpoint of everything answered so far, so that the next start need not replay it.</summary>
    /// <exception cref="StorageFullException">The disk is full; earlier checkpoints stay as they are.</exception>
    public async Task CheckpointAsync(CancellationToken cancellation = default)
    {
        var mutation = new CheckpointMutation();
        await _writer.AddAsync(mutation, cancellation);
        await mutation.Result.WaitAsync(cancellation);
    }

    /// <summary>
    /// Finishes what was asked for, takes a checkpoint (see <see cref="StorageOptions.CheckpointOnClose"/>), closes.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            await _writer.DisposeAsync();
        }
        finally
        {
            Products.Dispose();
            Customers.Dispose();
            Features.Dispose();
            _state.Dispose();
            _journal.Dispose();
            _lock.Dispose();
        }
    }

    internal static RecsysStore Start(
        DirectoryLock directoryLock, JournalLog journal, JournalReaders readers, StoreState state,
        Checkpointer checkpointer, StorageOptions options, TimeProvider clock, RecoveryReport recovery)
    {
        var retention = new JournalRetention(journal, readers, state.Columns, options, clock);
        var writer = new StoreWriter(journal, state, checkpointer, retention, options, clock);
        return new RecsysStore(directoryLock, journal, readers, state, checkpointer, writer, recovery);
    }
}
