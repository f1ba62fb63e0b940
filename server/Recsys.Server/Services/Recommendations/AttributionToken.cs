using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Recommendations;

/// <summary>
/// What ties an interaction to the answer that led to it. Opaque to clients; layout 1: layout, time in milliseconds (8
/// bytes), answer id (8 random bytes), pipeline and model version, each after its length.
/// </summary>
/// <param name="TimeMs">When the answer was made, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="AnswerId">Tells answers apart.</param>
/// <param name="Pipeline">Pipeline that made it.</param>
/// <param name="ModelVersion">Model version that made it.</param>
internal readonly record struct AttributionToken(long TimeMs, ulong AnswerId, string Pipeline, string ModelVersion)
{
    /// <summary>Longest text of a token.</summary>
    public const int MostCharacters = 512;

    private const byte Layout = 1;
    private const int FixedBytes = 1 + 8 + 8;
    private const int MostTextBytes = byte.MaxValue;

    /// <summary>A token for an answer made now.</summary>
    public static AttributionToken For(long nowMs, string pipeline, string modelVersion)
    {
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        return new AttributionToken(nowMs, BinaryPrimitives.ReadUInt64LittleEndian(random), pipeline, modelVersion);
    }

    /// <summary>Text to send.</summary>
    public string Encode()
    {
        Span<byte> content = stackalloc byte[FixedBytes + 2 * (1 + MostTextBytes)];
        content[0] = Layout;
        BinaryPrimitives.WriteInt64LittleEndian(content[1..], TimeMs);
        BinaryPrimitives.WriteUInt64LittleEndian(content[9..], AnswerId);
        int length = FixedBytes;
        length += PutText(content[length..], Pipeline);
        length += PutText(content[length..], ModelVersion);
        return OpaqueToken.Encode(content[..length]);
    }

    /// <summary>Reads a token that <see cref="Encode"/> made.</summary>
    /// <returns>False when it did not, or a later layout did.</returns>
    public static bool TryDecode(string text, out AttributionToken token)
    {
        token = default;
        if (!OpaqueToken.TryDecode(text, MostCharacters, out byte[]? content) || content[0] != Layout) return false;
        var rest = content.AsSpan();
        if (rest.Length < FixedBytes) return false;
        long timeMs = BinaryPrimitives.ReadInt64LittleEndian(rest[1..]);
        ulong id = BinaryPrimitives.ReadUInt64LittleEndian(rest[9..]);
        rest = rest[FixedBytes..];
        if (!TryText(ref rest, out string pipeline) || !TryText(ref rest, out string model)) return false;
        if (!rest.IsEmpty) return false;
        token = new AttributionToken(timeMs, id, pipeline, model);
        return true;
    }

    private static int PutText(Span<byte> to, string text)
    {
        int length = Encoding.UTF8.GetBytes(text, to.Slice(1, MostTextBytes));
        to[0] = (byte)length;
        return 1 + length;
    }

    private static bool TryText(ref Span<byte> from, out string text)
    {
        text = "";
        if (from.IsEmpty || from.Length - 1 < from[0]) return false;
        text = Encoding.UTF8.GetString(from.Slice(1, from[0]));
        from = from[(1 + from[0])..];
        return true;
    }
}
