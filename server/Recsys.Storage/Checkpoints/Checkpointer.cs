using Recsys.Storage.Errors;
using Recsys.Storage.Files;
using Recsys.Storage.Journal;
using Recsys.Storage.State;

namespace Recsys.Storage.Checkpoints;

/// <summary>Takes checkpoints of the state and brings the newest good one back.</summary>
internal sealed class Checkpointer(string storeDirectory, StorageOptions options, TimeProvider clock)
{
    /// <summary>Folder of the state within the store's.</summary>
    public const string StateFolder = "state";

    private readonly CheckpointFolder _folder = new(storeDirectory);
    private volatile Current? _current;
    // Numbers are not used again, not even those of damaged checkpoints.
    private int _highestNumber;

    /// <summary>Journal position of the newest checkpoint, or −1.</summary>
    public long LastPosition => _current?.Manifest.JournalPosition ?? -1;

    /// <summary>Where the newest checkpoint says the journal may be cut, oldest first.</summary>
    public IReadOnlyList<JournalMark> Marks => _current?.Manifest.Marks ?? [];

    /// <summary>
    /// Position of the oldest checkpoint a start could fall back on; null while there are fewer than are to be kept,
    /// so that the journal is still needed from its begin.
    /// </summary>
    public long? OldestKeptPosition { get; private set; }

    public string? LastName => _current is { } current ? CheckpointFolder.NameOf(current.Number) : null;

    private string StateDirectory => Path.Combine(storeDirectory, StateFolder);

    /// <summary>
    /// Fixes the moment of a checkpoint and starts to write it: what is applied from here on is not part of it. The one
    /// before must be finished.
    /// </summary>
    public PendingCheckpoint Begin(StoreState state, long journalPosition, long journalBegin)
    {
        int number = ++_highestNumber;
        bool reuse = _current is not null && !state.CatalogueChanged;
        var catalogue = reuse ? null : state.Catalogue.BeginCheckpoint();
        state.CatalogueChanged = false;
        var histories = state.Histories.BeginCheckpoint();
        return new PendingCheckpoint(
            number, journalPosition, catalogue, histories,
            [.. state.Parts.Select(part => (part.Name, part.Capture()))], state.InteractionCount,
            state.LatestInteractionMs, state.HistoryCount,
            JournalMarks.Add(
                Marks, new JournalMark(journalPosition, clock.GetUtcNow().ToUnixTimeMilliseconds()), journalBegin));
    }

    /// <summary>Waits until a checkpoint is written and makes it the newest.</summary>
    /// <exception cref="StorageFullException">The disk is full; the checkpoints before stay as they are.</exception>
    public async Task FinishAsync(PendingCheckpoint pending, StoreState state)
    {
        bool taken = false;
        try
        {
            await Task.WhenAll(pending.Catalogue?.Written ?? Task.CompletedTask, pending.Histories.Written);
            var before = _current?.Manifest;
            var catalogue = pending.Catalogue is { } changed
                ? state.Catalogue.Describe(changed, before?.Catalogue)
                : before!.Catalogue;
            var histories = state.Histories.Describe(pending.Histories, before?.Histories);
            foreach (var (name, bytes) in pending.Parts)
                AtomicFile.Write(_folder.PartPath(pending.Number, name), bytes);
            var paths = _folder.FilesOf(state.Catalogue.Folder, catalogue.Tokens)
                .Concat(_folder.FilesOf(state.Histories.Folder, histories.Tokens))
                .Concat(pending.Parts.Select(part =>
                    Path.GetRelativePath(storeDirectory, _folder.PartPath(pending.Number, part.Name))));
            var manifest = new CheckpointManifest(
                StateStore.Format, pending.JournalPosition, catalogue, histories, pending.Interactions,
                pending.LatestInteractionMs, pending.HistoryCount, [.. paths.Select(path => _folder.Describe(path)!)],
                pending.Marks);
            _folder.Write(pending.Number, manifest);
            _current = new Current(pending.Number, manifest);
            taken = true;
        }
        catch (IOException error)
        {
            throw DeviceFaults.IsFull(error)
                ? new StorageFullException("The disk is full: no checkpoint could be written.", error)
                : new StorageException("No checkpoint could be written.", error);
        }
        finally
        {
            if (!taken)
            {
                _folder.Delete(pending.Number);
                state.CatalogueChanged = true;
            }
            Forget(state);
        }
    }

    /// <summary>Keeps the state's files short, after a checkpoint; the next one waits for it.</summary>
    public async Task TidyAsync(StoreState state)
    {
        if (_current is not { Manifest: var manifest }) return;
        await state.Catalogue.TidyAsync(manifest.Catalogue.End);
        await state.Histories.TidyAsync(manifest.Histories.End);
    }

    /// <summary>Brings back the newest good checkpoint, or starts with an empty state.</summary>
    /// <param name="journalBegin">A checkpoint from before it cannot be brought up to date and is not used.</param>
    /// <param name="journalUntil">A checkpoint that claims more than the journal holds is not used.</param>
    /// <param name="warnings">Gets a line for each checkpoint that could not be used.</param>
    /// <exception cref="StorageDamagedException">None can be used, and the journal no longer begins at its first
    /// record: what it has left is not the whole state. Nothing is changed then.</exception>
    public StoreState Recover(long journalBegin, long journalUntil, List<string> warnings)
    {
        var numbers = _folder.Numbers();
        _highestNumber = numbers.FirstOrDefault();
        var unusable = new List<int>();
        foreach (int number in numbers)
        {
            try
            {
                var manifest = _folder.Verify(number);
                if (manifest.JournalPosition > journalUntil)
                    throw new InvalidDataException("it is ahead of the journal");
                if (manifest.JournalPosition < journalBegin)
                    throw new InvalidDataException("the journal after it is deleted");
                var state = Load(number, manifest);
                _current = new Current(number, manifest);
                unusable.ForEach(_folder.Delete);
                return state;
            }
            catch (Exception error) when (error is not (OutOfMemoryException or StorageException))
            {
                warnings.Add($"Checkpoint {CheckpointFolder.NameOf(number)} was not used: {error.Message}.");
                unusable.Add(number);
            }
        }
        if (journalBegin > JournalLog.FirstPosition)
        {
            throw new StorageDamagedException(
                $"No checkpoint in {storeDirectory} can be used, and the journal was deleted up to position "
                + $"{journalBegin}, so the state cannot be made again: restore the store from a backup. "
                + string.Join(" ", warnings));
        }
        unusable.ForEach(_folder.Delete);
        if (Directory.Exists(StateDirectory)) Directory.Delete(StateDirectory, recursive: true);
        return new StoreState(StateDirectory, options);
    }

    private StoreState Load(int number, CheckpointManifest manifest) =>
        new(StateDirectory, options, manifest, part => File.ReadAllBytes(_folder.PartPath(number, part)));

    // Older checkpoints go once there are enough newer ones; FASTER's files go when no manifest names them.
    private void Forget(StoreState state)
    {
        var numbers = _folder.Numbers();
        var kept = new List<CheckpointManifest>();
        foreach (int number in numbers.Take(options.CheckpointsKept))
        {
            // One whose manifest went bad meanwhile names nothing; the next start says so.
            if (_folder.TryRead(number) is { } manifest) kept.Add(manifest);
        }
        OldestKeptPosition =
            kept.Count == options.CheckpointsKept ? kept.Min(manifest => manifest.JournalPosition) : null;
        foreach (int number in numbers.Skip(options.CheckpointsKept)) _folder.Delete(number);
        state.Catalogue.PurgeAllBut([.. kept.Select(manifest => manifest.Catalogue)]);
        state.Histories.PurgeAllBut([.. kept.Select(manifest => manifest.Histories)]);
    }

    private sealed record Current(int Number, CheckpointManifest Manifest);
}
