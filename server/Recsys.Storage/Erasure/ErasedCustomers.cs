using System.Buffers.Binary;
using System.Collections.Concurrent;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Erasure;

/// <summary>
/// Whom the shop was told to forget, as hashes of their ids: an interaction that lies before its customer's erasure
/// is nobody's. One writer; any number of readers meanwhile.
/// </summary>
/// <remarks>
/// Kept for good: as long as the journal reaches back behind an erasure it is needed to read it, and a version given to
/// a record before must not come again after.
/// </remarks>
internal sealed class ErasedCustomers : IStatePart
{
    private const int EntryBytes = 32;
    private readonly ConcurrentDictionary<UInt128, ErasedCustomer> _erased = new(concurrencyLevel: 1, capacity: 31);
    // The dictionary takes its locks to tell that it is empty, which it mostly is.
    private int _count;

    /// <summary>Its name among the parts of the state.</summary>
    public const string PartName = "erased";

    public string Name => PartName;

    /// <summary>Customers ever erased.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Notes an erasure; a later one of the same customer takes the place of an earlier one.</summary>
    public void Add(UInt128 customer, ErasedCustomer erased)
    {
        _erased[customer] = erased;
        Volatile.Write(ref _count, _erased.Count);
    }

    /// <summary>The latest erasure of a customer; null when there was none.</summary>
    public ErasedCustomer? Find(UInt128 customer) =>
        Count > 0 && _erased.TryGetValue(customer, out var erased) ? erased : null;

    /// <summary>Whether what a customer did at a journal position was erased since.</summary>
    public bool Covers(UInt128 customer, long position) =>
        Count > 0 && _erased.TryGetValue(customer, out var erased) && position < erased.Position;

    /// <summary>The same, by the customer's id in UTF-8; nobody was never erased.</summary>
    public bool Covers(ReadOnlySpan<byte> customerId, long position) =>
        Count > 0 && !customerId.IsEmpty && Covers(Hash128.Of(customerId), position);

    public byte[] Capture()
    {
        var bytes = new byte[_count * EntryBytes];
        var rest = bytes.AsSpan();
        foreach (var (customer, erased) in _erased)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(rest, customer);
            BinaryPrimitives.WriteInt64LittleEndian(rest[16..], erased.Position);
            BinaryPrimitives.WriteInt64LittleEndian(rest[24..], erased.Version);
            rest = rest[EntryBytes..];
        }
        return bytes;
    }

    public void Load(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % EntryBytes != 0) throw new InvalidDataException("the list of erased customers ends early");
        for (; !bytes.IsEmpty; bytes = bytes[EntryBytes..])
        {
            Add(BinaryPrimitives.ReadUInt128LittleEndian(bytes), new ErasedCustomer(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[24..])));
        }
    }
}
