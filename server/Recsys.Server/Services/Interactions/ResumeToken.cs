using System.Buffers.Binary;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Interactions;

/// <summary>
/// What a client sends to go on with a stream. Opaque to it; layout 1: layout, stream (16 bytes), last durable batch (8
/// bytes).
/// </summary>
/// <param name="Stream">The stream.</param>
/// <param name="Batch">A batch that is durable, 0 for none.</param>
internal readonly record struct ResumeToken(UInt128 Stream, long Batch)
{
    /// <summary>Longest text of a token.</summary>
    public const int MostCharacters = 128;

    private const byte Layout = 1;
    private const int Bytes = 1 + 16 + 8;

    /// <summary>Text to send.</summary>
    public string Encode()
    {
        Span<byte> content = stackalloc byte[Bytes];
        content[0] = Layout;
        BinaryPrimitives.WriteUInt128LittleEndian(content[1..], Stream);
        BinaryPrimitives.WriteInt64LittleEndian(content[17..], Batch);
        return OpaqueToken.Encode(content);
    }

    /// <summary>Reads what <see cref="Encode"/> made.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryDecode(string text, out ResumeToken token)
    {
        token = default;
        if (!OpaqueToken.TryDecode(text, MostCharacters, out byte[]? content)) return false;
        if (content.Length != Bytes || content[0] != Layout) return false;
        token = new ResumeToken(
            BinaryPrimitives.ReadUInt128LittleEndian(content.AsSpan(1)),
            BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(17)));
        return token.Batch >= 0;
    }
}
