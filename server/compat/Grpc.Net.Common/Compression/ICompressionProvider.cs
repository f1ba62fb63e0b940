using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A way to compress messages.</summary>
public interface ICompressionProvider
{
    /// <summary>Its name in the grpc-encoding header.</summary>
    string EncodingName { get; }

    /// <summary>A stream that compresses what is written and leaves the inner one open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that decompresses what is read.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
