using System.Text;
using Recsys.Models.Repository;

namespace Recsys.Models.Tests.Repository;

public sealed class FileChecksumTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-checksums-").FullName;

    [Fact]
    public void Of_AFileOfOnePiece_IsTheCrcOfItsCrc()
    {
        // CRC-32C of "123456789" is e3069283 (RFC 3720); the outer one is over its four bytes, the lowest first.
        string path = Write("check", Encoding.ASCII.GetBytes("123456789"));

        uint outer = Bitwise([0x83, 0x92, 0x06, 0xe3]);

        Assert.Equal([$"{outer:x8}"], FileChecksum.Of([path]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(64 << 20, 64 << 20)]
    [InlineData((64 << 20) + 5, (64 << 20) + 3)]
    public void Of_ChangedByOneBitOrLength_IsAnother(int length, int at)
    {
        byte[] bytes = new byte[Math.Max(length, at + 1)];
        string before = Write("before", bytes[..length]);
        bytes[Math.Min(at, Math.Max(length - 1, 0))] ^= 1;
        string after = Write("after", length == 0 ? bytes : bytes[..length]);

        var found = FileChecksum.Of([before, after, before]);

        Assert.NotEqual(found[0], found[1]);
        Assert.Equal(found[0], found[2]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static uint Bitwise(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++) checksum = (checksum >> 1) ^ ((checksum & 1) * 0x82F63B78);
        }
        return ~checksum;
    }
}
