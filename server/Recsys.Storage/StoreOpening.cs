using Recsys.Storage.Checkpoints;
using Recsys.Storage.Errors;
using Recsys.Storage.Files;
using Recsys.Storage.Journal;
using Recsys.Storage.Native;
using Recsys.Storage.State;

namespace Recsys.Storage;

/// <summary>The steps of opening a store. What was opened before a step failed is closed again.</summary>
internal sealed class StoreOpening(StorageOptions options, TimeProvider clock)
{
    private readonly string _directory = Path.GetFullPath(options.Directory);
    private readonly Stack<IDisposable> _opened = new();

    public RecsysStore Run(CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        try
        {
            // 1. The folder is ours, and a store.
            Directory.CreateDirectory(_directory);
            var directoryLock = Keep(DirectoryLock.Take(_directory, options.LockWait));
            StoreFormat.Require(_directory);

            // 2. The journal, up to its last commit.
            var journal = Keep(new JournalLog(Path.Combine(_directory, "journal"), options.OpenJournalDevice));
            cancellation.ThrowIfCancellationRequested();

            // 3. The state, as the newest good checkpoint has it.
            var warnings = new List<string>();
            var checkpointer = new Checkpointer(_directory, options, clock);
            var state = Keep(checkpointer.Recover(journal.BeginPosition, journal.DurablePosition, warnings));
            // The folders are durable like what is in them.
            DirectorySync.Flush(_directory);
            long from = Math.Max(checkpointer.LastPosition, journal.BeginPosition);

            // 4. What the journal has beyond it.
            var replay = new JournalReplay(journal, state);
            replay.Run(from);
            if (replay.Discarded > 0)
            {
                warnings.Add(
                    $"The journal's torn tail of {replay.Discarded} bytes at position {journal.DurablePosition} "
                    + "was cut off.");
            }

            var report = new RecoveryReport(
                from, checkpointer.LastName, replay.Applied, replay.Discarded, warnings, clock.GetElapsedTime(started));
            return RecsysStore.Start(
                directoryLock, journal, new JournalReaders(_directory, clock), state, checkpointer, options, clock,
                report);
        }
        catch (Exception error)
        {
            while (_opened.TryPop(out var part)) part.Dispose();
            if (DeviceFaults.IsFull(error))
                throw new StorageFullException("The disk is full: the store cannot be opened.", error);
            if (error is IOException or UnauthorizedAccessException)
                throw new StorageException($"The store in {_directory} cannot be opened: {error.Message}", error);
            throw;
        }
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _opened.Push(part);
        return part;
    }
}
