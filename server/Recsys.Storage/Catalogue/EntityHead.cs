using System.Buffers.Binary;
using Recsys.Storage.Records;

namespace Recsys.Storage.Catalogue;

/// <summary>What stands before the payload of every stored product and customer; 33 bytes.</summary>
/// <param name="Deleted">Whether the record is a gravestone, which keeps row and version from being used again.</param>
/// <param name="Row">Catalogue row of a product; 0 for customers.</param>
/// <param name="Version">Goes up by one with every change; never starts again.</param>
/// <param name="CreatedMs">When it was made.</param>
/// <param name="UpdatedMs">When it was last changed.</param>
internal readonly record struct EntityHead(bool Deleted, int Row, long Version, long CreatedMs, long UpdatedMs)
{
    private const int Bytes = 33;

    public string Etag => Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static EntityHead Read(ref RecordReader from)
    {
        byte flags = from.Byte();
        if (flags > 1) throw new InvalidDataException("Stored record is damaged: its flags are not known.");
        return new EntityHead(flags == 1, (int)from.Int64(), from.Int64(), from.Int64(), from.Int64());
    }

    public void Write(RecordBuffer to)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Write(bytes);
        to.Raw(bytes);
    }

    /// <summary>A stored value that has nothing but its head.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Bytes];
        Write(bytes);
        return bytes;
    }

    private void Write(Span<byte> to)
    {
        to[0] = Deleted ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(to[1..], Row);
        BinaryPrimitives.WriteInt64LittleEndian(to[9..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(to[17..], CreatedMs);
        BinaryPrimitives.WriteInt64LittleEndian(to[25..], UpdatedMs);
    }
}
