using Recsys.Storage.Checkpoints;
using Recsys.Storage.Errors;
using Recsys.Storage.Files;

namespace Recsys.Storage.Journal;

/// <summary>
/// A store's journal as it lies on disk, read without opening the store: beside a server that is writing it, up to what
/// was durable when this was made. Changes nothing.
/// </summary>
public sealed class JournalFiles
{
    private readonly string _store;
    private readonly string _directory;

    private JournalFiles(string store)
    {
        (_store, _directory) = (store, Path.Combine(store, "journal"));
        (BeginPosition, EndPosition) = CommitSlots.Peek(Path.Combine(_directory, "commits"));
    }

    /// <summary>Position of the oldest record.</summary>
    public long BeginPosition { get; }

    /// <summary>Position up to which it was durable.</summary>
    public long EndPosition { get; }

    /// <summary>Opens a store's journal for reading.</summary>
    /// <exception cref="StorageFormatException">The folder holds no store, or one of a newer version.</exception>
    /// <exception cref="StorageDamagedException">Nothing tells how far the journal goes.</exception>
    public static JournalFiles Open(string storeDirectory)
    {
        ArgumentNullException.ThrowIfNull(storeDirectory);
        string store = Path.GetFullPath(storeDirectory);
        StoreFormat.RequireStore(store);
        if (!File.Exists(Path.Combine(store, "journal", "commits")))
            throw new StorageDamagedException($"The store in {store} has no journal.");
        return new JournalFiles(store);
    }

    /// <summary>Reads every record of the journal and checks it.</summary>
    /// <param name="progress">Gets the fraction done.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="JournalPositionException">Retention has deleted what was to be read: do it again.</exception>
    public JournalSummary Summarize(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var tally = new JournalTally();
        var damages = new JournalScan(_directory).Run(
            BeginPosition, EndPosition, EndPosition, tally, progress, cancellation);
        var manifests = CheckpointFolder.Present(_store);
        return new JournalSummary(
            BeginPosition, EndPosition, Files(), tally.Records, tally.Interactions, tally.Oldest, tally.Newest,
            JournalReaders.At(_store).List(),
            [.. manifests.Select(each => new JournalCheckpoint(
                CheckpointFolder.NameOf(each.Number), each.Manifest.JournalPosition,
                each.Manifest.Marks is [.., var mark] ? DateTimeOffset.FromUnixTimeMilliseconds(mark.TimeMs) : null))],
            damages);
    }

    /// <summary>Hands over the interactions in the order they were accepted, those of erased customers as nobody's.
    /// </summary>
    /// <param name="from">First position; 0 is the journal's begin.</param>
    /// <param name="until">Position to stop at; null is the journal's end.</param>
    /// <param name="take">Gets each.</param>
    /// <param name="progress">Gets the fraction done.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="JournalPositionException">The first position is deleted.</exception>
    /// <exception cref="StorageDamagedException">The journal is damaged; all before that was handed over.</exception>
    public void Export(
        long from, long? until, Action<ExportedInteraction> take, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(take);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        if (from == 0) from = BeginPosition;
        if (from < BeginPosition) throw new JournalPositionException(from, BeginPosition);

        // 1. What interactions name by row and who was erased later, from the whole journal.
        var names = new JournalNames(new ProductNames(_directory).Load());
        Require(new JournalScan(_directory).Run(
            BeginPosition, EndPosition, EndPosition, names, null, cancellation));

        // 2. The interactions.
        var export = new JournalExport(names, take);
        long end = Math.Min(until ?? EndPosition, EndPosition);
        Require(new JournalScan(_directory).Run(from, end, EndPosition, export, progress, cancellation));
    }

    private static void Require(List<JournalDamage> damages)
    {
        if (damages is [var first, ..])
            throw new StorageDamagedException($"The journal is damaged at position {first.Position}: {first.Problem}.");
    }

    private List<JournalFile> Files()
    {
        var files = new List<JournalFile>();
        for (long position = BeginPosition >> JournalLog.SegmentBits << JournalLog.SegmentBits;
            position < EndPosition;
            position += 1L << JournalLog.SegmentBits)
        {
            var file = new FileInfo(Path.Combine(_directory, JournalScan.NameOf(position)));
            if (file.Exists) files.Add(new JournalFile(file.Name, position, file.Length));
        }
        return files;
    }
}
