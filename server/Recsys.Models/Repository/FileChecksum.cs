using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Checksums;

namespace Recsys.Models.Repository;

/// <summary>
/// A checksum of files that costs little more than reading them: the CRC-32C of each piece of 64 MiB, and the CRC-32C
/// of those, so that pieces are read by all processors at once. It finds damage, as every start looks for; against
/// somebody who means it there is the SHA-256.
/// </summary>
internal static class FileChecksum
{
    private const int PieceBytes = 64 << 20, ReadBytes = 1 << 20;

    /// <summary>Computes checksums.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>Eight lower-case hexadecimal digits each, in the order of the files.</returns>
    /// <exception cref="IOException">One could not be read.</exception>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        long[] lengths = [.. paths.Select(path => new FileInfo(path).Length)];
        uint[][] checksums = [.. lengths.Select(length => new uint[(length + PieceBytes - 1) / PieceBytes])];
        var pieces = Enumerable.Range(0, paths.Count)
            .SelectMany(file => Enumerable.Range(0, checksums[file].Length).Select(piece => (file, piece)));
        try
        {
            Parallel.ForEach(pieces, at => checksums[at.file][at.piece] = OfPiece(paths[at.file], at.piece));
        }
        catch (AggregateException failed) when (failed.InnerException is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
        return [.. checksums.Select(sums => $"{Crc32C.Of(MemoryMarshal.AsBytes<uint>(sums)):x8}")];
    }

    private static uint OfPiece(string path, int piece)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            uint checksum = Crc32C.Start;
            long at = (long)piece * PieceBytes, end = at + PieceBytes;
            while (at < end && RandomAccess.Read(file, buffer.AsSpan(0, ReadBytes), at) is > 0 and int read)
            {
                checksum = Crc32C.Continue(checksum, buffer.AsSpan(0, read));
                at += read;
            }
            return ~checksum;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
