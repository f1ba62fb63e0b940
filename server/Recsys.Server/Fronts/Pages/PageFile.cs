using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Recsys.Server.Fronts.Pages;

/// <summary>A file of the page, in memory, compressed once and for all when it is first asked for.</summary>
internal sealed class PageFile
{
    // Below this, compression saves no packet.
    private const int LeastCompressed = 1024;

    private readonly Lazy<byte[]>? _brotli;
    private readonly Lazy<byte[]>? _gzip;

    /// <summary>A file.</summary>
    /// <param name="path">Where it is served, for example <c>/assets/app.js</c>.</param>
    /// <param name="bytes">What is in it.</param>
    public PageFile(string path, byte[] bytes)
    {
        Bytes = bytes;
        (ContentType, bool isText) = PageTypes.Of(path);
        IsImmutable = PageTypes.IsNamedByContent(path);
        // Weak, since it is one for all encodings.
        Tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"", isWeak: true);
        if (!isText || bytes.Length < LeastCompressed) return;
        _brotli = new Lazy<byte[]>(() => Compress(bytes, to => new BrotliStream(to, CompressionLevel.Optimal)));
        _gzip = new Lazy<byte[]>(() => Compress(bytes, to => new GZipStream(to, CompressionLevel.Optimal)));
    }

    /// <summary>What is in it.</summary>
    public byte[] Bytes { get; }

    /// <summary>Value of the header of that name.</summary>
    public string ContentType { get; }

    /// <summary>Whether its name changes with its content, so that browsers may keep it for ever.</summary>
    public bool IsImmutable { get; }

    /// <summary>Changes with its content.</summary>
    public EntityTagHeaderValue Tag { get; }

    /// <summary>Whether it is sent compressed to those who take that.</summary>
    public bool IsCompressible => _brotli is not null;

    /// <summary>The file as a caller takes it.</summary>
    /// <param name="accepted">Encodings that the caller takes.</param>
    /// <returns>The bytes and the name of their encoding, null for none.</returns>
    public (byte[] Bytes, string? Encoding) For(IList<StringWithQualityHeaderValue> accepted)
    {
        if (_brotli is not null && Takes(accepted, "br")) return (_brotli.Value, "br");
        if (_gzip is not null && Takes(accepted, "gzip")) return (_gzip.Value, "gzip");
        return (Bytes, null);
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> encoder)
    {
        var compressed = new MemoryStream();
        using (var stream = encoder(compressed)) stream.Write(bytes);
        return compressed.ToArray();
    }
}
