using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Recsys.Bench.Features;

/// <summary>What is stored for a product: 256 bytes, the same in every store.</summary>
internal static class FeatureValue
{
    public const int Bytes = 256;

    /// <summary>Writes a product's value: 64 numbers that begin with its own.</summary>
    public static void Write(int product, Span<byte> value)
    {
        for (int i = 0; i < Bytes / 4; i++)
            BinaryPrimitives.WriteSingleLittleEndian(value[(i * 4)..], product + (i / 64f));
    }

    /// <summary>What a reader tells of a value it read: its product.</summary>
    public static int Check(ReadOnlySpan<byte> value) => (int)BinaryPrimitives.ReadSingleLittleEndian(value);

    /// <summary>Key of a product where products have keys.</summary>
    public static byte[] Key(int product) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"product:{product:D8}"));
}
