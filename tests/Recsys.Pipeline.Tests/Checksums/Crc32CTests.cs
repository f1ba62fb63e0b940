using Recsys.Pipeline.Checksums;

namespace Recsys.Pipeline.Tests.Checksums;

public sealed class Crc32CTests
{
    // RFC 3720, B.4, and the check value of the catalogue of checksums.
    [Fact]
    public void Of_KnownBytes_IsTheKnownChecksum()
    {
        Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AA, Crc32C.Of(new byte[32]));
        Assert.Equal(0u, Crc32C.Of([]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6_143)]
    [InlineData(6_144)]
    [InlineData(6_145)]
    [InlineData(50_003)]
    public void Of_AnyLength_IsThatOfOneBitAfterAnother(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        Assert.Equal(BitByBit(bytes), Crc32C.Of(bytes));
    }

    [Fact]
    public void Continue_AnyParts_IsTheChecksumOfAll()
    {
        byte[] bytes = new byte[100_000];
        var random = new Random(7);
        random.NextBytes(bytes);
        for (int round = 0; round < 20; round++)
        {
            uint crc = Crc32C.Start;
            for (int from = 0, to; from < bytes.Length; from = to)
            {
                to = Math.Min(bytes.Length, from + random.Next(1, 20_000));
                crc = Crc32C.Continue(crc, bytes.AsSpan(from..to));
            }
            Assert.Equal(Crc32C.Of(bytes), ~crc);
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }
        return ~crc;
    }
}
