using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Recsys.Storage.Errors;
using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>
/// Reads a journal's files as they lie, beside the process that writes them: without a lock and without FasterLog,
/// whose layout it knows. A page begins with a record (the first one behind 64 bytes); a record is its length in four
/// bytes, then itself, padded to four; a length of 0 ends the page.
/// </summary>
/// <param name="directory">The journal's folder.</param>
/// <param name="held">Its files, open; null opens each page's file for that page.</param>
internal sealed class JournalScan(string directory, HeldJournal? held = null)
{
    private const int PageBytes = 1 << JournalLog.PageBits, LengthBytes = 4;
    private readonly byte[] _page = GC.AllocateUninitializedArray<byte>(PageBytes);

    /// <summary>Shows all readable records that begin in a range.</summary>
    /// <param name="from">Where to begin; need not be where a record begins.</param>
    /// <param name="until">Where to stop.</param>
    /// <param name="end">Where the journal ends.</param>
    /// <param name="visitor">Gets them.</param>
    /// <param name="progress">Gets the fraction done.</param>
    /// <param name="cancellation">Stops between pages.</param>
    /// <returns>What cannot be read. Of each damaged page the rest is left out.</returns>
    /// <exception cref="JournalPositionException">Retention has deleted what was to be read.</exception>
    public List<JournalDamage> Run(
        long from, long until, long end, IJournalVisitor visitor, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var damages = new List<JournalDamage>();
        for (long position = from; position < until;)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report((position - from) / (double)(until - from));
            long start = position >> JournalLog.PageBits << JournalLog.PageBits;
            int length = (int)Math.Min(PageBytes, end - start);
            int read = Read(start, length);
            if (read < length && held is null) RequireKept(position);
            var damage = Visit(start, read, position, until, visitor);
            if (read < length)
            {
                damage = new JournalDamage(
                    damage?.Position ?? Math.Max(position, start + read),
                    $"{NameOf(position)} is missing or ends early");
            }
            if (damage is not null) damages.Add(damage);
            position = start + PageBytes;
        }
        progress?.Report(1);
        return damages;
    }

    /// <summary>Name of the file that holds a position.</summary>
    public static string NameOf(long position) =>
        string.Create(CultureInfo.InvariantCulture, $"journal.{position >> JournalLog.SegmentBits}");

    private JournalDamage? Visit(long start, int length, long from, long until, IJournalVisitor visitor)
    {
        int at = start == 0 ? (int)JournalLog.FirstPosition : 0;
        while (at + LengthBytes <= length)
        {
            long position = start + at;
            if (position >= until) return null;
            int bytes = BinaryPrimitives.ReadInt32LittleEndian(_page.AsSpan(at));
            if (bytes == 0)
            {
                bool empty = !_page.AsSpan(at, length - at).ContainsAnyExcept((byte)0);
                return empty ? null : new JournalDamage(position, "a record is missing its length");
            }
            if (bytes < RecordBuffer.HeaderBytes || bytes > length - at - LengthBytes)
                return new JournalDamage(position, "a record's length makes no sense");
            if (!RecordReader.TryOpen(_page.AsSpan(at + LengthBytes, bytes), out var kind, out var body))
                return new JournalDamage(position, "a record does not match its checksum");
            int next = at + LengthBytes + ((bytes + 3) & ~3);
            if (position >= from) visitor.Visit(kind, body, position, next - at);
            at = next;
        }
        return null;
    }

    // How much of it there is.
    private int Read(long start, int length)
    {
        if (held is not null) return held.FileOf(start) is { } open ? Read(open, start, length) : 0;
        try
        {
            using var file = File.OpenHandle(
                Path.Combine(directory, NameOf(start)), share: FileShare.ReadWrite | FileShare.Delete);
            return Read(file, start, length);
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private int Read(SafeFileHandle file, long start, int length)
    {
        long offset = start & ((1L << JournalLog.SegmentBits) - 1);
        int read = 0;
        for (int more = 1; read < length && more > 0; read += more)
            more = RandomAccess.Read(file, _page.AsSpan(read, length - read), offset + read);
        return read;
    }

    // What is gone may have been deleted while it was being read.
    private void RequireKept(long position)
    {
        long begin = CommitSlots.Peek(Path.Combine(directory, "commits")).Begin;
        if (position < begin) throw new JournalPositionException(position, begin);
    }
}
