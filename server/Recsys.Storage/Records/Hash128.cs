using System.Buffers.Binary;

namespace Recsys.Storage.Records;

/// <summary>
/// A 128-bit hash of ids: two lanes of folded 64 × 64 bit multiplications. Among a hundred million ids two collide with
/// odds of about 10^-22, so an id stands for itself in the duplicate window. Stored: must not change.
/// </summary>
internal static class Hash128
{
    private const ulong K0 = 0x9E3779B97F4A7C15, K1 = 0xC2B2AE3D27D4EB4F;
    private const ulong K2 = 0x165667B19E3779F9, K3 = 0xD6E8FEB86659FD93;

    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        ulong low = K0 ^ (ulong)bytes.Length, high = K1 + (ulong)bytes.Length;
        while (bytes.Length >= 16)
        {
            Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(bytes),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            bytes = bytes[16..];
        }
        if (bytes.Length > 0)
        {
            Span<byte> tail = stackalloc byte[16];
            tail.Clear();
            bytes.CopyTo(tail);
            Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(tail),
                BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        }
        Mix(ref low, ref high, K2, K3);
        return new UInt128(high, low);
    }

    private static void Mix(ref ulong low, ref ulong high, ulong first, ulong second)
    {
        ulong a = Fold(low ^ first ^ K2, second ^ K3);
        ulong b = Fold(high ^ second ^ K0, first ^ K1);
        // Each lane keeps what the other would lose where a factor happens to be zero.
        low = (ulong.RotateLeft(low, 29) * K1) ^ a ^ first;
        high = (ulong.RotateLeft(high, 31) * K2) + b + second + a;
    }

    private static ulong Fold(ulong x, ulong y)
    {
        ulong high = Math.BigMul(x, y, out ulong low);
        return high ^ low;
    }
}
