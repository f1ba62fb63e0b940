using System.Text.Json;
using System.Text.RegularExpressions;
using Recsys.Storage.Errors;
using Recsys.Storage.Files;
using Recsys.Storage.State;

namespace Recsys.Storage.Journal;

/// <summary>
/// Who still reads the journal, and from where: retention deletes nothing that one of them has not read. The register
/// is a small file that is replaced whole, behind a lock of its own, so that a trainer can move its position on while a
/// server has the store open.
/// </summary>
public sealed partial class JournalReaders
{
    /// <summary>Most readers at once.</summary>
    public const int Most = 64;

    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 64;

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5), LockStep = TimeSpan.FromMilliseconds(10);
    private readonly string _path;
    private readonly TimeProvider _clock;

    internal JournalReaders(string storeDirectory, TimeProvider clock) =>
        (_path, _clock) = (Path.Combine(storeDirectory, "journal", "readers"), clock);

    /// <summary>The register of a store that another process may have open.</summary>
    /// <exception cref="StorageFormatException">The folder holds no store.</exception>
    public static JournalReaders At(string storeDirectory, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(storeDirectory);
        StoreFormat.RequireStore(storeDirectory);
        return new JournalReaders(Path.GetFullPath(storeDirectory), clock ?? TimeProvider.System);
    }

    /// <summary>All readers, by name.</summary>
    /// <exception cref="StorageDamagedException">The register is damaged; the message says what to do.</exception>
    public IReadOnlyList<JournalReader> List()
    {
        using var held = Lock();
        return Read();
    }

    /// <summary>Registers a reader or moves its position; durable when the call returns.</summary>
    /// <param name="name">1–64 of a–z, 0–9, '-', '_' and '.'.</param>
    /// <param name="position">Up to where it has read, a position the store gave; 0 keeps all there is.</param>
    /// <exception cref="ArgumentException">The name or the position is none.</exception>
    /// <exception cref="StorageException">There are <see cref="Most"/> readers already.</exception>
    public void Set(string name, long position)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (!Name().IsMatch(name))
        {
            throw new ArgumentException(
                $"A reader's name has 1 to {NameLength} of the characters a-z, 0-9, '-', '_' and '.'.", nameof(name));
        }
        using var held = Lock();
        List<JournalReader> readers = [.. Read().Where(reader => reader.Name != name)];
        if (readers.Count == Most)
        {
            throw new StorageException(
                $"The journal has {Most} readers already: remove one that is no longer there.");
        }
        readers.Add(new JournalReader(name, position, _clock.GetUtcNow()));
        Write(readers);
    }

    /// <summary>Takes a reader out: what it had still to read may go.</summary>
    /// <returns>False when there was none of this name.</returns>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var held = Lock();
        var readers = Read();
        List<JournalReader> left = [.. readers.Where(reader => reader.Name != name)];
        if (left.Count == readers.Count) return false;
        Write(left);
        return true;
    }

    /// <summary>The position of the reader furthest behind; null when nobody reads.</summary>
    internal long? Lowest() => List() is { Count: > 0 } readers ? readers.Min(reader => reader.Position) : null;

    [GeneratedRegex(@"\A[a-z0-9._-]{1,64}\z")]
    private static partial Regex Name();

    // Held for the time of one small file, so whoever waits tries again soon.
    private FileStream Lock()
    {
        for (var waited = TimeSpan.Zero; ; waited += LockStep)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (waited < LockWait && !DeviceFaults.IsFull(error)
                && error is not (DirectoryNotFoundException or FileNotFoundException))
            {
                Thread.Sleep(LockStep);
            }
        }
    }

    private IReadOnlyList<JournalReader> Read()
    {
        if (!File.Exists(_path)) return [];
        return CheckedJson.TryRead(_path, JournalJson.Default.IReadOnlyListJournalReader)
            ?? throw new StorageDamagedException(
                $"The register of the journal's readers, {_path}, is damaged: delete it, and let every reader set its "
                + "position again. Until then retention deletes nothing.");
    }

    private void Write(List<JournalReader> readers) => CheckedJson.Write(
        _path, (IReadOnlyList<JournalReader>)[.. readers.OrderBy(reader => reader.Name, StringComparer.Ordinal)],
        JournalJson.Default.IReadOnlyListJournalReader);
}
