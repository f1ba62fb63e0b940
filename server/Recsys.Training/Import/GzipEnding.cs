using System.Buffers.Binary;
using System.IO.Compression;

namespace Recsys.Training.Import;

/// <summary>
/// Tells a whole gzip file from a cut-off one. GZipStream ends quietly where its input ends, so a download that broke
/// off would look like a shorter file; the length in the last four bytes says otherwise.
/// </summary>
internal static class GzipEnding
{
    private const int HeaderBytes = 10;
    private const int TrailerBytes = 8;

    /// <summary>Whether the file holds all of what was packed, given how much came out of it.</summary>
    /// <remarks>Moves the file's position.</remarks>
    public static bool IsWhole(FileStream file, long contentBytes)
    {
        if (file.Length < HeaderBytes + TrailerBytes) return false;
        file.Position = file.Length - 4;
        Span<byte> trailer = stackalloc byte[4];
        file.ReadExactly(trailer);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (expected == (uint)contentBytes) return true;
        // Several gzip files in a row are one gzip file, and then the length is that of the last alone.
        long last = LastMemberStart(file);
        return last > 0 && UnpackedLength(file, last) == expected;
    }

    private static uint UnpackedLength(FileStream file, long start)
    {
        file.Position = start;
        using var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[64 * 1024];
        long total = 0;
        try
        {
            for (int read; (read = gzip.Read(buffer)) > 0;) total += read;
        }
        catch (InvalidDataException)
        {
            // Bytes that only looked like a header.
            return uint.MaxValue;
        }
        return (uint)total;
    }

    /// <summary>
    /// Start of the last thing that looks like a gzip header, searching from the end; 0 when only the first does.
    /// </summary>
    private static long LastMemberStart(FileStream file)
    {
        const int block = 64 * 1024;
        var buffer = new byte[block + HeaderBytes];
        for (long end = file.Length; end > 0; end -= block)
        {
            long start = Math.Max(0, end - block);
            file.Position = start;
            int length = (int)Math.Min(end - start + HeaderBytes, file.Length - start);
            file.ReadExactly(buffer, 0, length);
            for (int i = length - HeaderBytes; i >= 0; i--)
                if (LooksLikeHeader(buffer.AsSpan(i, HeaderBytes))) return start + i;
        }
        return 0;
    }

    // RFC 1952: magic, deflate, five flag bits, a level mark and an operating system, of which few values are in use.
    private static bool LooksLikeHeader(ReadOnlySpan<byte> bytes) =>
        bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 && bytes[3] < 0x20 && bytes[8] is (0 or 2 or 4)
        && bytes[9] is (< 14 or 255);
}
