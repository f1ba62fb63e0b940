using System.Buffers.Binary;

namespace Recsys.Storage.Features;

/// <summary>
/// What a record begins with: the number of its layout, two bytes kept at 0; of a session then the hash of the customer
/// last seen in it (16 bytes, 0 for none) and the journal position of the last interaction that named both.
/// </summary>
internal static class RecordHead
{
    /// <summary>Bytes of the head of customers and products.</summary>
    public const int Bytes = 4;

    /// <summary>Bytes of the head of sessions.</summary>
    public const int SessionBytes = Bytes + 16 + sizeof(long);

    public static int Layout(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record);

    /// <summary>Hash (<see cref="Records.Hash128"/>) of the customer last seen in a session; 0 for none.</summary>
    public static UInt128 Owner(ReadOnlySpan<byte> session) =>
        BinaryPrimitives.ReadUInt128LittleEndian(session[Bytes..]);

    /// <summary>Journal position of the last interaction that named session and customer; 0 for none.</summary>
    public static long OwnerPosition(ReadOnlySpan<byte> session) =>
        BinaryPrimitives.ReadInt64LittleEndian(session[(Bytes + 16)..]);

    public static void SetOwner(Span<byte> session, UInt128 owner, long position)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(session[Bytes..], owner);
        BinaryPrimitives.WriteInt64LittleEndian(session[(Bytes + 16)..], position);
    }
}
