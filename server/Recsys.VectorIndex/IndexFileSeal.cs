using System.Buffers.Binary;
using Recsys.Pipeline.Checksums;

namespace Recsys.VectorIndex;

/// <summary>
/// The last 24 bytes of an index file: a mark, the length of what precedes it and its CRC-32C. FAISS stops reading
/// before it, and trusts every length it reads, so a damaged file has to be found out before FAISS sees it.
/// </summary>
internal static class IndexFileSeal
{
    private const int Length = 24;
    private const int BufferBytes = 1 << 20;

    private static ReadOnlySpan<byte> Mark => "RECSYSIX"u8;

    /// <summary>Seals a file that was just written, and makes it durable.</summary>
    public static void Append(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        Span<byte> seal = stackalloc byte[Length];
        Fill(seal, file.Length, Checksum(file, file.Length));
        file.Position = file.Length;
        file.Write(seal);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Checks that a file is whole and as it was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readsAll">Whether to read all of it; else that it has the length it was written with.</param>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Verify(string path, bool readsAll = true)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> seal = stackalloc byte[Length];
        long content = file.Length - Length;
        if (content >= 0)
        {
            file.Position = content;
            file.ReadExactly(seal);
        }
        if (content < 0 || !seal[..Mark.Length].SequenceEqual(Mark))
            throw new InvalidDataException(
                $"{path} does not end as an index file does: it was cut short or is another kind of file.");
        file.Position = 0;
        Span<byte> expected = stackalloc byte[Length];
        uint known = BinaryPrimitives.ReadUInt32LittleEndian(seal[16..]);
        Fill(expected, content, readsAll ? Checksum(file, content) : known);
        if (!seal.SequenceEqual(expected))
            throw new InvalidDataException(
                $"{path} is damaged: its checksum or its length differs from what was written.");
    }

    private static void Fill(Span<byte> seal, long length, uint checksum)
    {
        Mark.CopyTo(seal);
        BinaryPrimitives.WriteInt64LittleEndian(seal[8..], length);
        BinaryPrimitives.WriteUInt64LittleEndian(seal[16..], checksum);
    }

    private static uint Checksum(FileStream file, long length)
    {
        byte[] buffer = new byte[BufferBytes];
        uint crc = Crc32C.Start;
        while (length > 0)
        {
            // Whole buffers, so that only the last one may end in the middle of a word.
            int wanted = (int)Math.Min(length, BufferBytes);
            int read = file.ReadAtLeast(buffer.AsSpan(0, wanted), wanted);
            crc = Crc32C.Continue(crc, buffer.AsSpan(0, read));
            length -= read;
        }
        return ~crc;
    }
}
