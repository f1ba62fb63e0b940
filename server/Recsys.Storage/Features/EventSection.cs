using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;

namespace Recsys.Storage.Features;

/// <summary>
/// The latest events in order of time. Where all there may be are there, they are a ring: the newest is written over
/// the oldest, so that a full history of kilobytes is not moved for every event.
/// </summary>
internal static class EventSection
{
    /// <summary>Puts an event in its place in time; there is room for one more, or as many as may be.</summary>
    /// <param name="room">All places.</param>
    /// <param name="count">How many events there are.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="first">Two bytes: the place of the oldest; 0 until they are a ring.</param>
    /// <param name="item">The event.</param>
    /// <returns>How many there are now.</returns>
    public static int Add(Span<byte> room, int count, int limit, Span<byte> first, in HistoryEvent item)
    {
        var events = MemoryMarshal.Cast<byte, StoredEvent>(room);
        int begin = First(first), at = count;
        if (count == limit)
        {
            // The oldest gives way, which is the new one itself where it is older than all.
            if (item.TimeMs < events[begin].TimeMs) return count;
            at = begin;
            begin = begin + 1 == limit ? 0 : begin + 1;
            BinaryPrimitives.WriteUInt16LittleEndian(first, (ushort)begin);
        }
        // Late ones are rare, so the others move one by one.
        int last = at;
        while (at != begin)
        {
            int before = at == 0 ? limit - 1 : at - 1;
            if (events[before].TimeMs <= item.TimeMs) break;
            events[at] = events[before];
            at = before;
        }
        events[at] = new StoredEvent(item);
        return count == limit ? count : last + 1;
    }

    /// <summary>Copies the latest events out in order.</summary>
    /// <param name="entries">The events as they lie.</param>
    /// <param name="first">Two bytes: the place of the oldest.</param>
    /// <param name="to">Gets as many of the latest as it holds, oldest first.</param>
    public static void CopyLatest(ReadOnlySpan<StoredEvent> entries, ReadOnlySpan<byte> first, Span<StoredEvent> to)
    {
        int begin = (First(first) + entries.Length - to.Length) % Math.Max(1, entries.Length);
        int straight = Math.Min(to.Length, entries.Length - begin);
        entries.Slice(begin, straight).CopyTo(to);
        entries[..(to.Length - straight)].CopyTo(to[straight..]);
    }

    /// <summary>The same, as the pipeline takes them.</summary>
    public static void CopyLatest(
        ReadOnlySpan<StoredEvent> entries, ReadOnlySpan<byte> first, Span<HistoryEvent> to)
    {
        int at = First(first) + entries.Length - to.Length;
        for (int i = 0; i < to.Length; i++, at++)
            to[i] = entries[at < entries.Length ? at : at - entries.Length].ToEvent();
    }

    private static int First(ReadOnlySpan<byte> first) => BinaryPrimitives.ReadUInt16LittleEndian(first);
}
