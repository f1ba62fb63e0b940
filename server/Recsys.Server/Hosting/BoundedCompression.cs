using System.IO.Compression;
using Grpc.Net.Compression;

namespace Recsys.Server.Hosting;

/// <summary>
/// Compression whose decompressed size is bounded as well: a few kilobytes of gzip can hold gigabytes, and the gRPC
/// layer counts only what was sent.
/// </summary>
internal sealed class BoundedCompression(ICompressionProvider inner, int maxBytes) : ICompressionProvider
{
    public string EncodingName => inner.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        inner.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) =>
        new BoundedReadStream(inner.CreateDecompressionStream(stream), maxBytes);
}
