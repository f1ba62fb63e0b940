using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Checkpoints;
using Recsys.Storage.Errors;
using Recsys.Storage.Files;
using Recsys.Storage.Journal;

namespace Recsys.Storage.Reading;

/// <summary>
/// A store as it lies on disk, all of it up to one durable position of its journal: read without its lock and without
/// changing anything, beside the process that has it open or where none has. It is what opening the store would make
/// of the same files, products and customers of the newest checkpoint that is whole and of the journal behind it.
/// </summary>
public sealed class StoreReader : IDisposable
{
    // A checkpoint may be replaced while it is read, or the journal behind it cut: the next one is there then.
    private const int Attempts = 5;
    private readonly HeldJournal _journal;
    private readonly StoredCatalogue _catalogue;

    private StoreReader(HeldJournal journal, StoredCatalogue catalogue, long end) =>
        (_journal, _catalogue, EndPosition) = (journal, catalogue, end);

    /// <summary>Position of the journal's oldest record.</summary>
    public long BeginPosition => _journal.BeginPosition;

    /// <summary>Position in the journal up to which everything is read: all before it, nothing behind it.</summary>
    public long EndPosition { get; }

    /// <summary>All products by catalogue row, deleted ones included.</summary>
    public ProductColumns Products => _catalogue.Products;

    /// <summary>Country of each customer who has a record, by id; empty where none is known.</summary>
    public IReadOnlyDictionary<string, string> CustomerCountries => _catalogue.Countries;

    /// <summary>Opens a store for reading.</summary>
    /// <param name="storeDirectory">Its folder.</param>
    /// <param name="cancellation">Ends it by an exception.</param>
    /// <exception cref="StorageFormatException">The folder holds no store, or one of a newer version.</exception>
    /// <exception cref="StorageDamagedException">Acknowledged records cannot be read.</exception>
    public static StoreReader Open(string storeDirectory, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(storeDirectory);
        string store = Path.GetFullPath(storeDirectory);
        StoreFormat.RequireStore(store);
        string journal = Path.Combine(store, "journal");
        if (!File.Exists(Path.Combine(journal, "commits")))
            throw new StorageDamagedException($"The store in {store} has no journal.");
        var problems = new List<string>();
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            problems.Clear();
            if (TryOpen(store, journal, problems, cancellation) is { } reader) return reader;
        }
        throw new StorageDamagedException(
            $"The store in {store} cannot be read: {string.Join(" ", problems)} Try again; where that does not help, "
            + "restore it from a backup.");
    }

    /// <summary>Hands over all interactions in the order they were accepted. Those of a customer who was erased since
    /// are nobody's: they name no customer, no session and no attribution token.</summary>
    /// <param name="take">Gets each.</param>
    /// <param name="progress">Gets the fraction done.</param>
    /// <param name="cancellation">Ends the reading by an exception.</param>
    /// <exception cref="StorageDamagedException">The journal is damaged; all before that was handed over.</exception>
    public void ReadInteractions(
        Action<Interaction> take, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(take);
        var reading = new InteractionReading(_catalogue, take);
        var damages = new JournalScan(_journal.Folder, _journal).Run(
            BeginPosition, EndPosition, EndPosition, reading, progress, cancellation);
        if (damages is [var first, ..])
            throw new StorageDamagedException($"The journal is damaged at position {first.Position}: {first.Problem}.");
    }

    /// <summary>Lets go of the journal's files.</summary>
    public void Dispose() => _journal.Dispose();

    private static StoreReader? TryOpen(
        string store, string journal, List<string> problems, CancellationToken cancellation)
    {
        foreach (var (number, manifest) in CheckpointFolder.Present(store))
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryRead(store, number, manifest, problems) is not { } catalogue) continue;
            if (TryFollow(journal, catalogue, problems, cancellation) is { } reader) return reader;
        }
        return TryFollow(journal, new StoredCatalogue(JournalLog.FirstPosition), problems, cancellation);
    }

    private static StoredCatalogue? TryRead(
        string store, int number, CheckpointManifest manifest, List<string> problems)
    {
        try
        {
            return StoredCatalogue.Read(store, number, manifest);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or AggregateException)
        {
            var cause = (error as AggregateException)?.InnerException ?? error;
            problems.Add($"Checkpoint {CheckpointFolder.NameOf(number)} cannot be used: {cause.Message}.");
            return null;
        }
    }

    // The journal is looked at behind the checkpoint, which is never ahead of it.
    private static StoreReader? TryFollow(
        string directory, StoredCatalogue catalogue, List<string> problems, CancellationToken cancellation)
    {
        if (HeldJournal.TryHold(directory) is not { } journal) return null;
        long from = catalogue.Position;
        bool follows = from >= journal.BeginPosition && from <= journal.EndPosition;
        if (!follows)
        {
            problems.Add(
                $"The journal goes from position {journal.BeginPosition} to {journal.EndPosition}, and nothing tells "
                + $"what lay before it but what reaches to {from}.");
            journal.Dispose();
            return null;
        }
        try
        {
            var damages = new JournalScan(directory, journal).Run(
                from, journal.EndPosition, journal.EndPosition, catalogue, null, cancellation);
            return new StoreReader(journal, catalogue, EndOf(catalogue, damages));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    // A tail that a crash tore was never acknowledged: the next start cuts it off.
    private static long EndOf(StoredCatalogue catalogue, List<JournalDamage> damages)
    {
        if (damages is not [var first, ..] || catalogue.Reached <= first.Position) return catalogue.Reached;
        throw new StorageDamagedException(
            $"The journal is damaged at position {first.Position}, with good records behind it: restore it from a "
            + "backup.");
    }
}
