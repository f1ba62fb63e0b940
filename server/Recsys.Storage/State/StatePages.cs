using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Recsys.Pipeline.Checksums;
using Recsys.Storage.Records;

namespace Recsys.Storage.State;

/// <summary>
/// Checksums of the pages of a FASTER log, as they lie in its files. What is written stays as it is up to the last
/// whole sector; the rest of a sector is kept beside the checksums.
/// </summary>
internal sealed class StatePages(string logPath, int pageBits, int segmentBits)
{
    private const int Sector = 512;
    private readonly int _pageBytes = 1 << pageBits;

    /// <summary>Makes the checksums of a log, taking over those of an earlier image of the same log.</summary>
    /// <exception cref="InvalidDataException">A file ends early.</exception>
    public (byte[] Pages, byte[] LastSector) Describe(long begin, long end, StateImage? earlier)
    {
        // A log in which nothing was written yet has no file.
        if (begin == end) return ([], []);
        long whole = end / Sector * Sector;
        long first = begin >> pageBits;
        int count = PageCount(first, whole);
        var pages = new byte[count * sizeof(uint)];
        // The last page of the earlier image has grown since, or may have.
        bool goesOn = earlier is { Pages.Length: > 0 } && earlier.Begin >> pageBits <= first;
        long known = goesOn ? earlier!.End >> pageBits : first;
        if (known > first)
        {
            int skipped = (int)(first - (earlier!.Begin >> pageBits));
            earlier.Pages.AsSpan(skipped * sizeof(uint), (int)(known - first) * sizeof(uint)).CopyTo(pages);
        }
        var buffer = Buffer();
        for (int index = (int)(Math.Max(known, first) - first); index < count; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(
                pages.AsSpan(index * sizeof(uint)), ChecksumOf(first + index, whole, buffer));
        }
        var rest = new byte[end - whole];
        Read(whole, rest);
        return (pages, rest);
    }

    /// <summary>
    /// Checks a log against its checksums, and gives each page that is as it was to whoever reads it, so that it is
    /// read from the disk once. The newest pages come first, several side by side; a page may have been given out when
    /// another turns out to be damaged.
    /// </summary>
    /// <param name="image">What the log was.</param>
    /// <param name="open">Opens a reader for one thread; null where nobody reads.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message says where.</exception>
    public void Verify(StateImage image, Func<IPageReader>? open)
    {
        if (image.Begin == image.End) return;
        long whole = image.End / Sector * Sector;
        long first = image.Begin >> pageBits;
        int count = PageCount(first, whole);
        if (image.Pages.Length != count * sizeof(uint) || image.Rest.Length != image.End - whole)
            throw new InvalidDataException("its manifest does not describe the state's log");
        // A record of which all bytes lie in the incomplete sector may have a page to itself.
        var pages = Enumerable.Range(0, PageCount(first, image.End)).Reverse();
        Parallel.ForEach(
            Partitioner.Create(pages, EnumerablePartitionerOptions.NoBuffering),
            () => (Buffer: Buffer(), Reader: open?.Invoke()),
            (index, _, own) =>
            {
                if (index < count)
                {
                    uint expected = BinaryPrimitives.ReadUInt32LittleEndian(image.Pages.AsSpan(index * sizeof(uint)));
                    if (ChecksumOf(first + index, whole, own.Buffer) != expected)
                        throw new InvalidDataException($"page {first + index} of {PathName} is damaged");
                }
                own.Reader?.Read(first + index, Records(image, first + index, own.Buffer));
                return own;
            },
            own => own.Reader?.Dispose());
    }

    /// <summary>Puts the log's last, incomplete sector back as it was.</summary>
    public void Restore(StateImage image)
    {
        if (image.Rest.Length == 0) return;
        long whole = image.End / Sector * Sector;
        using var file = File.OpenHandle(
            PathOf(whole), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, FileOptions.WriteThrough);
        RandomAccess.Write(file, image.Rest, OffsetOf(whole));
    }

    // The records of a page whose whole sectors are in the buffer already.
    private StateRecords Records(StateImage image, long page, byte[] buffer)
    {
        long from = page << pageBits, until = Math.Min(from + _pageBytes, image.End);
        long whole = image.End / Sector * Sector;
        if (until > whole) image.Rest.AsSpan((int)(Math.Max(from, whole) - whole)).CopyTo(
            buffer.AsSpan((int)(Math.Max(from, whole) - from)));
        int begin = (int)Math.Max(image.Begin - from, 0);
        return new StateRecords(buffer.AsSpan(begin, (int)(until - from) - begin));
    }

    private string PathName => Path.GetFileName(Path.GetDirectoryName(logPath)) + "/" + Path.GetFileName(logPath);

    private int PageCount(long first, long whole) =>
        (int)Math.Max(0, ((whole + _pageBytes - 1) >> pageBits) - first);

    // One for many pages: large arrays are what the garbage collector stops everybody for.
    private byte[] Buffer() => GC.AllocateUninitializedArray<byte>(_pageBytes);

    private uint ChecksumOf(long page, long until, byte[] buffer)
    {
        long from = page << pageBits;
        var bytes = buffer.AsSpan(0, (int)Math.Min(_pageBytes, until - from));
        Read(from, bytes);
        return Crc32C.Of(bytes);
    }

    private void Read(long address, Span<byte> buffer)
    {
        if (buffer.IsEmpty) return;
        string path = PathOf(address);
        if (!File.Exists(path)) throw new InvalidDataException($"{PathName}.{address >> segmentBits} is missing");
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        for (int read = 0, more; read < buffer.Length; read += more)
        {
            more = RandomAccess.Read(file, buffer[read..], OffsetOf(address) + read);
            if (more == 0) throw new InvalidDataException($"{PathName}.{address >> segmentBits} ends early");
        }
    }

    private long OffsetOf(long address) => address & ((1L << segmentBits) - 1);

    private string PathOf(long address) =>
        string.Create(CultureInfo.InvariantCulture, $"{logPath}.{address >> segmentBits}");
}
