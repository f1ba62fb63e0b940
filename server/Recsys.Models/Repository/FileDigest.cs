using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace Recsys.Models.Repository;

/// <summary>SHA-256 of files, several side by side: a version of millions of products is gigabytes in a few files, and
/// a file is hashed by one processor at a time.</summary>
internal static class FileDigest
{
    private const int PieceBytes = 1 << 20;

    /// <summary>Hashes files.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>Lower-case hexadecimal digests in the order of the files.</returns>
    /// <exception cref="IOException">One could not be read.</exception>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        var digests = new string[paths.Count];
        // The longest first, each taken when a processor is free: none is left alone with a long one at the end.
        int[] order = [.. Enumerable.Range(0, paths.Count).OrderByDescending(i => new FileInfo(paths[i]).Length)];
        try
        {
            Parallel.ForEach(
                Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering), i => digests[i] = Of(paths[i]));
        }
        catch (AggregateException failed) when (failed.InnerException is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
        return digests;
    }

    private static string Of(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long at = 0; RandomAccess.Read(file, piece.AsSpan(0, PieceBytes), at) is > 0 and int read; at += read)
                hash.AppendData(piece, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
