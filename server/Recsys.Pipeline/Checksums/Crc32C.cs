using System.Buffers.Binary;
using System.Numerics;

namespace Recsys.Pipeline.Checksums;

/// <summary>CRC-32C (Castagnoli; RFC 3720, B.4) by the processor's own instruction where it has one.</summary>
public static class Crc32C
{
    /// <summary>What a checksum in parts begins with.</summary>
    public const uint Start = 0xFFFFFFFF;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(Start, bytes);

    /// <summary>Goes on from <see cref="Start"/> or an earlier result; complement the last one.</summary>
    public static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (byte one in bytes) crc = BitOperations.Crc32C(crc, one);
        return crc;
    }
}
