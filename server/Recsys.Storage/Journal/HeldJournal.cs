using Microsoft.Win32.SafeHandles;

namespace Recsys.Storage.Journal;

/// <summary>
/// The journal of a store as it is at one moment, every file of it open: what retention deletes meanwhile can be read
/// to the end all the same, and whoever writes the journal waits for nobody.
/// </summary>
internal sealed class HeldJournal : IDisposable
{
    private readonly List<SafeFileHandle?> _files;

    private HeldJournal(string directory, long begin, long end, List<SafeFileHandle?> files) =>
        (Folder, BeginPosition, EndPosition, _files) = (directory, begin, end, files);

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Position of the oldest record.</summary>
    public long BeginPosition { get; }

    /// <summary>Position up to which it was durable.</summary>
    public long EndPosition { get; }

    /// <summary>Opens the files of a journal.</summary>
    /// <returns>It; null where retention deleted files meanwhile: do it again.</returns>
    /// <exception cref="Errors.StorageDamagedException">Nothing tells how far the journal goes.</exception>
    public static HeldJournal? TryHold(string directory)
    {
        string commits = Path.Combine(directory, "commits");
        var (begin, end) = CommitSlots.Peek(commits);
        var held = new HeldJournal(directory, begin, end, []);
        try
        {
            for (long segment = begin >> JournalLog.SegmentBits; segment << JournalLog.SegmentBits < end; segment++)
                held._files.Add(Open(Path.Combine(directory, JournalScan.NameOf(segment << JournalLog.SegmentBits))));
            bool cut = held._files.Contains(null) && CommitSlots.Peek(commits).Begin > begin;
            if (!cut) return held;
            held.Dispose();
            return null;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The file that holds a position; null where it was missing.</summary>
    public SafeFileHandle? FileOf(long position) =>
        _files[(int)((position >> JournalLog.SegmentBits) - (BeginPosition >> JournalLog.SegmentBits))];

    public void Dispose()
    {
        foreach (var file in _files) file?.Dispose();
    }

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
