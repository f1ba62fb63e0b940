using System.Buffers.Binary;
using System.Numerics;

namespace Recsys.Pipeline.Checksums;

/// <summary>CRC-32C (Castagnoli; RFC 3720, B.4) by the processor's own instruction where it has one.</summary>
public static class Crc32C
{
    /// <summary>What a checksum in parts begins with.</summary>
    public const uint Start = 0xFFFFFFFF;

    // The instruction answers after three cycles and can begin with each: three parts are gone through side by side,
    // and what the first ones come to is moved over the bytes of those behind them.
    private const int Lane = 2048, Lanes = 3;
    private static readonly uint[] OverLane = MovedOver(Lane);

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(Start, bytes);

    /// <summary>Goes on from <see cref="Start"/> or an earlier result; complement the last one.</summary>
    public static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Lane * Lanes; bytes = bytes[(Lane * Lanes)..])
        {
            ReadOnlySpan<byte> one = bytes[..Lane], two = bytes.Slice(Lane, Lane), three = bytes.Slice(2 * Lane, Lane);
            uint second = 0, third = 0;
            for (int at = 0; at + sizeof(ulong) <= Lane; at += sizeof(ulong))
            {
                crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(one[at..]));
                second = BitOperations.Crc32C(second, BinaryPrimitives.ReadUInt64LittleEndian(two[at..]));
                third = BitOperations.Crc32C(third, BinaryPrimitives.ReadUInt64LittleEndian(three[at..]));
            }
            crc = MoveOverLane(MoveOverLane(crc) ^ second) ^ third;
        }
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (byte one in bytes) crc = BitOperations.Crc32C(crc, one);
        return crc;
    }

    // A checksum is linear in its bits: what it becomes over zeros is what its four bytes become, together.
    private static uint MoveOverLane(uint crc) =>
        OverLane[crc & 255] ^ OverLane[256 + ((crc >> 8) & 255)] ^ OverLane[512 + ((crc >> 16) & 255)]
        ^ OverLane[768 + (crc >> 24)];

    // For each byte of a checksum and each of its values: what it becomes over so many zeros.
    private static uint[] MovedOver(int zeros)
    {
        var ofBit = new uint[32];
        for (int bit = 0; bit < ofBit.Length; bit++)
        {
            ofBit[bit] = 1u << bit;
            for (int i = 0; i < zeros; i++) ofBit[bit] = BitOperations.Crc32C(ofBit[bit], (byte)0);
        }
        var table = new uint[4 * 256];
        for (int i = 0; i < table.Length; i++)
            for (int bit = 0; bit < 8; bit++)
                if ((i >> bit & 1) != 0) table[i] ^= ofBit[(i / 256 * 8) + bit];
        return table;
    }
}
