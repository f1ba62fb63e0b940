using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Features.Online;

namespace Recsys.Storage.Features;

/// <summary>Applies an interaction to a record where it lies. Allocates nothing.</summary>
internal static class RecordFold
{
    /// <summary>Applies an interaction in place.</summary>
    /// <returns>False, with nothing changed, when there is no room for it.</returns>
    public static bool TryApply(RecordLayout layout, Span<byte> record, in FeatureInput input)
    {
        Span<int> starts = stackalloc int[layout.Sections.Length];
        layout.Starts(record, starts);
        var fields = layout.FieldsFor(input.Event.Type);
        foreach (var field in fields)
            if (field.Section >= 0 && RoomNeeded(layout, field, record, starts, input) > 0) return false;
        foreach (var field in fields)
        {
            if (field.Section < 0) ApplyNumber(field, record, input);
            else ApplySection(field, record, layout.Sections[field.Section], starts[field.Section], input);
        }
        if (layout.Entity == OnlineEntity.Session && input.Owner != 0)
            RecordHead.SetOwner(record, input.Owner, input.Position);
        return true;
    }

    /// <summary>Room the part that grows must have for an interaction; 0 when it has enough.</summary>
    public static int RoomNeeded(
        RecordLayout layout, RecordField field, ReadOnlySpan<byte> record, ReadOnlySpan<int> starts,
        in FeatureInput input)
    {
        ref readonly var section = ref layout.Sections[field.Section];
        int count = RecordLayout.Count(record, section), room = RecordLayout.Room(record, section);
        if (field.Kind == OnlineFeatureKind.LatestText)
        {
            int length = input.Country.Length;
            return length > room && input.Event.TimeMs >= Slot(record, field.Offset) ? length : 0;
        }
        if (count < room || count >= section.Limit) return 0;
        var entries = record.Slice(starts[field.Section], count * section.EntryBytes);
        bool fits = field.Kind switch
        {
            OnlineFeatureKind.RowSet => RowSection.Contains(entries, input.Event.ProductRow),
            OnlineFeatureKind.KeyCounts => input.Key(field.Input) is var key
                && (key == 0 || KeySection.Find(entries, key) >= 0),
            _ => false,
        };
        return fits ? 0 : count + 1;
    }

    public static ref long Slot(Span<byte> record, int offset) =>
        ref Unsafe.As<byte, long>(ref record.Slice(offset, sizeof(long))[0]);

    public static long Slot(ReadOnlySpan<byte> record, int offset) => MemoryMarshal.Read<long>(record[offset..]);

    private static void ApplyNumber(RecordField field, Span<byte> record, in FeatureInput input)
    {
        ref long slot = ref Slot(record, field.Offset);
        long timeMs = input.Event.TimeMs;
        switch (field.Kind)
        {
            case OnlineFeatureKind.Count:
                slot++;
                break;
            case OnlineFeatureKind.Sum:
                Unsafe.As<long, double>(ref slot) += input.Amount(field.Input);
                break;
            case OnlineFeatureKind.EarliestTime:
                if (slot == 0 || timeMs < slot) slot = timeMs;
                break;
            case OnlineFeatureKind.LatestTime:
                if (timeMs > slot) slot = timeMs;
                break;
            case OnlineFeatureKind.DecayedCount:
                AddDecayed(field, record.Slice(field.Offset, (1 + field.Rates.Length) * sizeof(long)), timeMs);
                break;
            case OnlineFeatureKind.LogMoments:
                AddMoments(record.Slice(field.Offset, 3 * sizeof(long)), input.Amount(field.Input));
                break;
            default:
                throw new InvalidOperationException($"A record cannot hold {field.Kind} as a number.");
        }
    }

    private static void ApplySection(
        RecordField field, Span<byte> record, in RecordSection section, int start, in FeatureInput input)
    {
        int count = RecordLayout.Count(record, section);
        var room = record.Slice(start, RecordLayout.Room(record, section) * section.EntryBytes);
        int after = field.Kind switch
        {
            OnlineFeatureKind.RecentEvents =>
                EventSection.Add(room, count, section.Limit, record[section.First], input.Event),
            OnlineFeatureKind.RowSet => RowSection.Add(room, count, section.Limit, input.Event.ProductRow),
            OnlineFeatureKind.KeyCounts =>
                KeySection.Add(room, count, section.Limit, input.Key(field.Input), input.Event.TimeMs),
            OnlineFeatureKind.LatestText => SetText(ref Slot(record, field.Offset), room, count, input),
            _ => throw new InvalidOperationException($"A record cannot grow by {field.Kind}."),
        };
        if (after != count) RecordLayout.SetCount(record, section, after);
    }

    // One that comes late is decayed to the latest's time instead, so that the order of arrival does not matter.
    private static void AddDecayed(RecordField field, Span<byte> bytes, long timeMs)
    {
        ref long latest = ref Slot(bytes, 0);
        var values = MemoryMarshal.Cast<byte, double>(bytes[sizeof(long)..]);
        long elapsedMs = latest == 0 ? 0 : timeMs - latest;
        for (int i = 0; i < values.Length; i++)
        {
            double remaining = elapsedMs == 0 ? 1 : Math.Exp(Math.Abs(elapsedMs) * field.Rates[i]);
            values[i] = elapsedMs >= 0 ? (values[i] * remaining) + 1 : values[i] + remaining;
        }
        if (timeMs > latest) latest = timeMs;
    }

    private static void AddMoments(Span<byte> bytes, double amount)
    {
        if (amount <= 0) return;
        double log = Math.Log(amount);
        var values = MemoryMarshal.Cast<byte, double>(bytes);
        values[0]++;
        values[1] += log;
        values[2] += log * log;
    }

    private static int SetText(ref long latest, Span<byte> room, int count, in FeatureInput input)
    {
        if (input.Country.Length == 0 || input.Event.TimeMs < latest) return count;
        latest = input.Event.TimeMs;
        input.Country.AsReadOnlySpan().CopyTo(room);
        return input.Country.Length;
    }
}
