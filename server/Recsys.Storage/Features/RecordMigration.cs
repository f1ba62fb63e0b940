using System.Runtime.InteropServices;
using Recsys.Pipeline.Features.Online;

namespace Recsys.Storage.Features;

/// <summary>
/// Brings records of an earlier layout to the current one: a feature that both have goes on with what it counted, a
/// new one starts at its default, one that is gone is left behind. Where a limit shrank, the latest events, the counts
/// that matter most and the lowest rows are kept.
/// </summary>
internal static class RecordMigration
{
    /// <summary>The record in the current layout, with no room to spare.</summary>
    public static byte[] Convert(RecordLayout from, ReadOnlySpan<byte> record, RecordLayout to)
    {
        Span<int> starts = stackalloc int[from.Sections.Length];
        from.Starts(record, starts);
        var kept = to.Fields.Select(field => from.Find(field.Feature)).ToArray();
        int bytes = to.FixedBytes;
        for (int i = 0; i < kept.Length; i++) bytes += Kept(to, i, from, kept, record) * EntryBytes(to, i);

        var result = new byte[bytes];
        to.Empty.CopyTo(result, 0);
        record[RecordHead.Bytes..from.HeadBytes].CopyTo(result.AsSpan(RecordHead.Bytes));
        int at = to.FixedBytes;
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] is not { } old) continue;
            var field = to.Fields[i];
            record.Slice(old.Offset, field.Feature.Slots * sizeof(long)).CopyTo(result.AsSpan(field.Offset));
            if (field.Section < 0) continue;
            int count = Kept(to, i, from, kept, record);
            var section = from.Sections[old.Section];
            var entries = record.Slice(
                starts[old.Section], RecordLayout.Count(record, section) * section.EntryBytes);
            var taken = result.AsSpan(at, count * section.EntryBytes);
            if (field.Kind == OnlineFeatureKind.RecentEvents) TakeEvents(entries, record[section.First], taken);
            else Take(field.Kind, entries, taken);
            RecordLayout.SetCount(result, to.Sections[field.Section], count);
            RecordLayout.SetRoom(result, to.Sections[field.Section], count);
            at += count * EntryBytes(to, i);
        }
        return result;
    }

    private static int EntryBytes(RecordLayout to, int field) =>
        to.Fields[field].Section is >= 0 and var section ? to.Sections[section].EntryBytes : 0;

    private static int Kept(
        RecordLayout to, int field, RecordLayout from, RecordField?[] kept, ReadOnlySpan<byte> record)
    {
        if (to.Fields[field].Section < 0 || kept[field] is not { } old) return 0;
        int count = RecordLayout.Count(record, from.Sections[old.Section]);
        int limit = to.Fields[field].Limit;
        // Half a text is none.
        if (to.Fields[field].Kind == OnlineFeatureKind.LatestText) return count <= limit ? count : 0;
        return Math.Min(count, limit);
    }

    private static void Take(OnlineFeatureKind kind, ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (from.Length == to.Length || kind is OnlineFeatureKind.RowSet) from[..to.Length].CopyTo(to);
        else if (kind == OnlineFeatureKind.KeyCounts) TakeCounts(from, to);
    }

    private static void TakeEvents(ReadOnlySpan<byte> from, ReadOnlySpan<byte> first, Span<byte> to) =>
        EventSection.CopyLatest(
            MemoryMarshal.Cast<byte, StoredEvent>(from), first, MemoryMarshal.Cast<byte, StoredEvent>(to));

    private static void TakeCounts(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var counts = MemoryMarshal.Cast<byte, StoredCount>(from).ToArray().ToList();
        var kept = MemoryMarshal.Cast<byte, StoredCount>(to);
        while (counts.Count > kept.Length) counts.RemoveAt(KeySection.Least(CollectionsMarshal.AsSpan(counts)));
        CollectionsMarshal.AsSpan(counts).CopyTo(kept);
    }
}
