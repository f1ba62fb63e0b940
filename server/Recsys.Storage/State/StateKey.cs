using System.Buffers.Binary;
using System.Text;
using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>
/// Keys in the state: a byte for the kind, then the id in UTF-8, or of a product's features the catalogue row. The
/// first bytes are stored and must not change.
/// </summary>
internal static class StateKey
{
    public const byte Product = (byte)'p';
    public const byte Customer = (byte)'c';
    public const byte CustomerHistory = (byte)'h';
    public const byte SessionHistory = (byte)'s';
    public const byte ProductFeatures = (byte)'f';

    /// <summary>Bytes of the longest key.</summary>
    public const int MostBytes = 1 + (StorageLimits.IdLength * 3);

    /// <summary>
    /// Builds a key in memory that does not move while it is in use: a stackalloc, or a pinned array.
    /// </summary>
    public static SpanByte Of(byte kind, string id, Span<byte> fixedMemory)
    {
        fixedMemory[0] = kind;
        int bytes = Encoding.UTF8.GetBytes(id, fixedMemory[1..]);
        return SpanByte.FromFixedSpan(fixedMemory[..(bytes + 1)]);
    }

    /// <summary>Builds a key of an id that is UTF-8 already.</summary>
    public static SpanByte Of(byte kind, ReadOnlySpan<byte> id, Span<byte> fixedMemory)
    {
        fixedMemory[0] = kind;
        id.CopyTo(fixedMemory[1..]);
        return SpanByte.FromFixedSpan(fixedMemory[..(id.Length + 1)]);
    }

    /// <summary>Builds the key of a product's features, by catalogue row.</summary>
    public static SpanByte OfRow(int row, Span<byte> fixedMemory)
    {
        fixedMemory[0] = ProductFeatures;
        BinaryPrimitives.WriteInt32LittleEndian(fixedMemory[1..], row);
        return SpanByte.FromFixedSpan(fixedMemory[..(sizeof(int) + 1)]);
    }

    /// <summary>The catalogue row of a product's key.</summary>
    public static int RowOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt32LittleEndian(key[1..]);
}
