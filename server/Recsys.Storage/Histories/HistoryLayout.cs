using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Histories;

/// <summary>
/// A user history as bytes that are updated where they lie: running totals, then room for events oldest first, then
/// room for purchased rows in ascending order. <see cref="TryApply"/> does to the bytes exactly what
/// <see cref="UserHistory.Apply"/> does to the object; a property test holds the two together.
/// </summary>
internal static class HistoryLayout
{
    private const int Total = 0, Purchases = 8, Spend = 16, First = 24, Last = 32;
    private const int Events = 40, EventRoom = 42, Purchased = 44, PurchasedRoom = 48, CountryLength = 52, Country = 53;
    private const int HeaderBytes = 120;
    private const int EventBytes = 24;
    private const int FirstEventRoom = 4, FirstPurchasedRoom = 4;

    /// <summary>Bytes of a history of one event.</summary>
    public const int FirstBytes = HeaderBytes + (FirstEventRoom * EventBytes) + (FirstPurchasedRoom * 4);

    /// <summary>Bytes of the largest history.</summary>
    public const int MostBytes = HeaderBytes + (UserHistory.Capacity * EventBytes) + (StorageLimits.PurchasedRows * 4);

    /// <summary>Makes a history of nothing in <see cref="FirstBytes"/> bytes.</summary>
    public static void Initialize(Span<byte> record)
    {
        record.Clear();
        SetUInt16(record, EventRoom, FirstEventRoom);
        SetInt32(record, PurchasedRoom, FirstPurchasedRoom);
    }

    /// <summary>Bytes the history takes once an event is applied.</summary>
    public static int BytesAfter(ReadOnlySpan<byte> record, in HistoryEvent item)
    {
        Rooms(record, item, out int eventRoom, out int purchasedRoom);
        return HeaderBytes + (eventRoom * EventBytes) + (purchasedRoom * 4);
    }

    /// <summary>Copies a history to where it has more room.</summary>
    public static void CopyWithRoom(ReadOnlySpan<byte> from, Span<byte> to, in HistoryEvent item)
    {
        Rooms(from, item, out int eventRoom, out int purchasedRoom);
        to.Clear();
        from[..HeaderBytes].CopyTo(to);
        SetUInt16(to, EventRoom, eventRoom);
        SetInt32(to, PurchasedRoom, purchasedRoom);
        from.Slice(HeaderBytes, UInt16(from, Events) * EventBytes).CopyTo(to[HeaderBytes..]);
        MemoryMarshal.AsBytes(PurchasedOf(from)).CopyTo(to[(HeaderBytes + (eventRoom * EventBytes))..]);
    }

    /// <summary>Applies an event in place.</summary>
    /// <returns>False, with nothing changed, when there is no room for it.</returns>
    public static bool TryApply(Span<byte> record, in HistoryEvent item, ReadOnlySpan<byte> country)
    {
        bool purchase = item.Type == InteractionType.Purchase;
        int count = UInt16(record, Events);
        if (count < UserHistory.Capacity && count == UInt16(record, EventRoom)) return false;
        if (purchase && !TryRemember(record, item.ProductRow)) return false;

        Insert(record, count, item);
        SetInt64(record, Total, Int64(record, Total) + 1);
        if (purchase)
        {
            SetInt64(record, Purchases, Int64(record, Purchases) + 1);
            BinaryPrimitives.WriteDoubleLittleEndian(
                record[Spend..], SpendOf(record) + (item.Price * (double)Math.Max(item.Quantity, 1)));
        }
        long first = Int64(record, First);
        SetInt64(record, First, first == 0 ? item.TimeMs : Math.Min(first, item.TimeMs));
        if (item.TimeMs < Int64(record, Last)) return true;
        SetInt64(record, Last, item.TimeMs);
        if (country.IsEmpty) return true;
        record[CountryLength] = (byte)country.Length;
        country.CopyTo(record.Slice(Country, StorageLimits.CountryBytes));
        return true;
    }

    /// <summary>Makes the object of the bytes.</summary>
    public static UserHistory ToHistory(ReadOnlySpan<byte> record) => UserHistory.Restore(
        EventsOf(record), PurchasedOf(record), Int64(record, Total), Int64(record, Purchases), SpendOf(record),
        Int64(record, First), Int64(record, Last),
        Encoding.UTF8.GetString(record.Slice(Country, record[CountryLength])));

    private static void Insert(Span<byte> record, int count, in HistoryEvent item)
    {
        var events = MemoryMarshal.Cast<byte, HistoryEvent>(
            record.Slice(HeaderBytes, UInt16(record, EventRoom) * EventBytes));
        int at = count;
        while (at > 0 && events[at - 1].TimeMs > item.TimeMs) at--;
        if (count < UserHistory.Capacity)
        {
            events[at..count].CopyTo(events[(at + 1)..]);
            events[at] = item;
            SetUInt16(record, Events, count + 1);
        }
        else if (at > 0)
        {
            // Full: the oldest gives way, which is the new one itself where it is older than all.
            events[1..at].CopyTo(events);
            events[at - 1] = item;
        }
    }

    private static bool TryRemember(Span<byte> record, int row)
    {
        int count = Int32(record, Purchased);
        int room = Int32(record, PurchasedRoom);
        var rows = MemoryMarshal.Cast<byte, int>(
            record.Slice(HeaderBytes + (UInt16(record, EventRoom) * EventBytes), room * 4));
        int at = rows[..count].BinarySearch(row);
        if (at >= 0 || count == StorageLimits.PurchasedRows) return true;
        if (count == room) return false;
        at = ~at;
        rows[at..count].CopyTo(rows[(at + 1)..]);
        rows[at] = row;
        SetInt32(record, Purchased, count + 1);
        return true;
    }

    private static void Rooms(ReadOnlySpan<byte> record, in HistoryEvent item, out int eventRoom, out int purchasedRoom)
    {
        int events = UInt16(record, Events), purchased = Int32(record, Purchased);
        eventRoom = UInt16(record, EventRoom);
        purchasedRoom = Int32(record, PurchasedRoom);
        bool eventsFull = events == eventRoom && eventRoom < UserHistory.Capacity;
        bool purchasedFull = item.Type == InteractionType.Purchase && purchased == purchasedRoom
            && purchasedRoom < StorageLimits.PurchasedRows && PurchasedOf(record).BinarySearch(item.ProductRow) < 0;
        if (!eventsFull && !purchasedFull) return;
        // Growing copies the record and leaves the old one behind, so what is half full grows along.
        if (eventsFull || events > eventRoom / 2) eventRoom = Math.Min(eventRoom * 2, UserHistory.Capacity);
        if (purchasedFull || purchased > purchasedRoom / 2)
            purchasedRoom = Math.Min(purchasedRoom * 2, StorageLimits.PurchasedRows);
    }

    private static ReadOnlySpan<HistoryEvent> EventsOf(ReadOnlySpan<byte> record) =>
        MemoryMarshal.Cast<byte, HistoryEvent>(record.Slice(HeaderBytes, UInt16(record, Events) * EventBytes));

    private static ReadOnlySpan<int> PurchasedOf(ReadOnlySpan<byte> record) => MemoryMarshal.Cast<byte, int>(
        record.Slice(HeaderBytes + (UInt16(record, EventRoom) * EventBytes), Int32(record, Purchased) * 4));

    private static double SpendOf(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadDoubleLittleEndian(record[Spend..]);

    private static long Int64(ReadOnlySpan<byte> record, int at) =>
        BinaryPrimitives.ReadInt64LittleEndian(record[at..]);

    private static int Int32(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadInt32LittleEndian(record[at..]);

    private static int UInt16(ReadOnlySpan<byte> record, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);

    private static void SetInt64(Span<byte> record, int at, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(record[at..], value);

    private static void SetInt32(Span<byte> record, int at, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(record[at..], value);

    private static void SetUInt16(Span<byte> record, int at, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(record[at..], (ushort)value);
}
