using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Recsys.Server.Services.Validation;

/// <summary>
/// Bytes that go out as URL-safe text and come back: base64url of the bytes and four bytes of their SHA-256. The
/// checksum finds what was cut, mistyped or made up by mistake; it is no signature, and tokens hold nothing that would
/// need one.
/// </summary>
internal static class OpaqueToken
{
    private const int ChecksumBytes = 4;

    // Tokens are shorter; what is longer takes an array.
    private const int MostOnStack = 1024;

    /// <summary>Text of the bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> content)
    {
        int length = content.Length + ChecksumBytes;
        Span<byte> bytes = length <= MostOnStack ? stackalloc byte[length] : new byte[length];
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, checksum);
        content.CopyTo(bytes);
        checksum[..ChecksumBytes].CopyTo(bytes[content.Length..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The bytes of a text that <see cref="Encode"/> made.</summary>
    /// <returns>False when it did not.</returns>
    public static bool TryDecode(string text, int mostCharacters, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        if (text.Length > mostCharacters || !Base64Url.IsValid(text)) return false;
        byte[] bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= ChecksumBytes) return false;
        byte[] body = bytes[..^ChecksumBytes];
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, checksum);
        if (!checksum[..ChecksumBytes].SequenceEqual(bytes.AsSpan(body.Length))) return false;
        content = body;
        return true;
    }
}
