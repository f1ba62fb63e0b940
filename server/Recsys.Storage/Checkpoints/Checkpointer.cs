using Recsys.Storage.Errors;
using Recsys.Storage.Files;
using Recsys.Storage.State;

namespace Recsys.Storage.Checkpoints;

/// <summary>Takes checkpoints of the state and brings the newest good one back.</summary>
internal sealed class Checkpointer(string storeDirectory, StorageOptions options)
{
    private readonly CheckpointFolder _folder = new(storeDirectory);
    private CheckpointManifest? _last;
    private int _lastNumber;
    // Numbers are not used again, not even those of damaged checkpoints.
    private int _highestNumber;

    /// <summary>Journal position of the newest checkpoint, or −1.</summary>
    public long LastPosition => _last?.JournalPosition ?? -1;

    public string? LastName => _last is null ? null : CheckpointFolder.NameOf(_lastNumber);

    private string StateDirectory => Path.Combine(storeDirectory, "state");

    /// <summary>Writes a checkpoint; nothing may change the state meanwhile.</summary>
    /// <exception cref="StorageFullException">The disk is full; the checkpoints before stay as they are.</exception>
    public async Task TakeAsync(StoreState state, long journalPosition, CancellationToken cancellation)
    {
        int number = ++_highestNumber;
        bool taken = false;
        try
        {
            var catalogue = _last is { } last && !state.CatalogueChanged
                ? last.CatalogueToken
                : await state.Catalogue.CheckpointAsync(cancellation);
            var histories = await state.Histories.CheckpointAsync(cancellation);
            state.Duplicates.Parts(out var older, out var newer);
            AtomicFile.Write(_folder.IdsPath(number), older, newer);
            var paths = _folder.FilesOf(state.Catalogue.Folder, catalogue)
                .Concat(_folder.FilesOf(state.Histories.Folder, histories))
                .Append(Path.GetRelativePath(storeDirectory, _folder.IdsPath(number)));
            var manifest = new CheckpointManifest(
                journalPosition, catalogue, histories, state.InteractionCount, state.LatestInteractionMs,
                [.. paths.Select(path => _folder.Describe(path)!)]);
            _folder.Write(number, manifest);
            (_last, _lastNumber) = (manifest, number);
            state.CatalogueChanged = false;
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
            if (!taken) _folder.Delete(number);
            Forget(state);
        }
    }

    /// <summary>Brings back the newest good checkpoint, or starts with an empty state.</summary>
    /// <param name="journalUntil">A checkpoint that claims more than the journal holds is not used.</param>
    /// <param name="warnings">Gets a line for each checkpoint that could not be used.</param>
    public StoreState Recover(long journalUntil, List<string> warnings)
    {
        foreach (int number in _folder.Numbers())
        {
            _highestNumber = Math.Max(_highestNumber, number);
            try
            {
                var manifest = _folder.Verify(number);
                if (manifest.JournalPosition > journalUntil) throw new InvalidDataException("it is ahead of the journal");
                var state = Load(number, manifest);
                (_last, _lastNumber) = (manifest, number);
                return state;
            }
            catch (Exception error) when (error is not (OutOfMemoryException or StorageException))
            {
                warnings.Add($"Checkpoint {CheckpointFolder.NameOf(number)} was not used: {error.Message}.");
                _folder.Delete(number);
            }
        }
        if (Directory.Exists(StateDirectory)) Directory.Delete(StateDirectory, recursive: true);
        return new StoreState(StateDirectory, options);
    }

    private StoreState Load(int number, CheckpointManifest manifest)
    {
        var state = new StoreState(StateDirectory, options, manifest);
        try
        {
            state.LoadCatalogue();
            state.Duplicates.Load(File.ReadAllBytes(_folder.IdsPath(number)));
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    // Older checkpoints go once there are enough newer ones; FASTER's files go when no manifest names them.
    private void Forget(StoreState state)
    {
        var numbers = _folder.Numbers();
        var named = new HashSet<Guid>();
        foreach (int number in numbers.Take(options.CheckpointsKept))
        {
            // One whose manifest went bad meanwhile names nothing; the next start says so.
            if (_folder.TryRead(number) is not { } kept) continue;
            named.Add(kept.CatalogueToken);
            named.Add(kept.HistoriesToken);
        }
        foreach (int number in numbers.Skip(options.CheckpointsKept)) _folder.Delete(number);
        state.Catalogue.PurgeAllBut(named);
        state.Histories.PurgeAllBut(named);
    }
}
