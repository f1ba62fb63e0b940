using System.Runtime.InteropServices;
using System.Text;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Features.Online;

namespace Recsys.Storage.Features;

/// <summary>Makes objects of the bytes of a record.</summary>
internal static class RecordValues
{
    /// <summary>All features of a schema, those the record lacks at their defaults.</summary>
    public static OnlineFeatureSet ToSet(
        RecordLayout layout, ReadOnlySpan<byte> record, IReadOnlyList<OnlineFeature> features)
    {
        var values = new OnlineFeatureValue[features.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var feature = features[i];
            values[i] = feature.Kind == OnlineFeatureKind.Ratio
                ? new OnlineFeatureValue { Feature = feature, Number = Ratio(layout, record, feature) }
                : layout.Find(feature) is { } field
                    ? Value(layout, record, field, feature)
                    : Nothing(feature);
        }
        return new OnlineFeatureSet(layout.Entity, values);
    }

    /// <summary>Fills a history as the pipeline takes it.</summary>
    public static void Fill(UserHistory history, RecordLayout layout, ReadOnlySpan<byte> record)
    {
        var country = layout.Named(OnlineFeatureNames.Country);
        var recent = layout.Named(OnlineFeatureNames.RecentEvents);
        int count = recent is null ? 0 : RecordLayout.Count(record, layout.Sections[recent.Section]);
        var events = history.Restore(
            Math.Min(count, UserHistory.Capacity), Rows(layout, record),
            Long(layout, record, OnlineFeatureNames.Interactions),
            Long(layout, record, OnlineFeatureNames.Purchases),
            BitConverter.Int64BitsToDouble(Long(layout, record, OnlineFeatureNames.Spend)),
            Long(layout, record, OnlineFeatureNames.FirstTime), Long(layout, record, OnlineFeatureNames.LastTime),
            country is null ? "" : Encoding.UTF8.GetString(Entries(layout, record, country)),
            country is null ? 0 : RecordFold.Slot(record, country.Offset));
        if (recent is not null) CopyEvents(layout, record, recent, events);
    }

    private static HistoryEvent[] Events(RecordLayout layout, ReadOnlySpan<byte> record, RecordField field)
    {
        var events = new HistoryEvent[RecordLayout.Count(record, layout.Sections[field.Section])];
        CopyEvents(layout, record, field, events);
        return events;
    }

    private static void CopyEvents(
        RecordLayout layout, ReadOnlySpan<byte> record, RecordField field, Span<HistoryEvent> to) =>
        EventSection.CopyLatest(
            MemoryMarshal.Cast<byte, StoredEvent>(Entries(layout, record, field)),
            record[layout.Sections[field.Section].First], to);

    private static ReadOnlySpan<int> Rows(RecordLayout layout, ReadOnlySpan<byte> record) =>
        layout.Named(OnlineFeatureNames.PurchasedProducts) is { } field
            ? MemoryMarshal.Cast<byte, int>(Entries(layout, record, field))
            : [];

    private static long Long(RecordLayout layout, ReadOnlySpan<byte> record, string name) =>
        layout.Named(name) is { } field ? RecordFold.Slot(record, field.Offset) : 0;

    private static ReadOnlySpan<byte> Entries(RecordLayout layout, ReadOnlySpan<byte> record, RecordField field)
    {
        Span<int> starts = stackalloc int[layout.Sections.Length];
        layout.Starts(record, starts);
        var section = layout.Sections[field.Section];
        return record.Slice(starts[field.Section], RecordLayout.Count(record, section) * section.EntryBytes);
    }

    private static OnlineFeatureValue Value(
        RecordLayout layout, ReadOnlySpan<byte> record, RecordField field, OnlineFeature feature)
    {
        var value = new OnlineFeatureValue { Feature = feature };
        long slot = feature.Slots > 0 ? RecordFold.Slot(record, field.Offset) : 0;
        return feature.Kind switch
        {
            OnlineFeatureKind.Count => value with { Number = slot },
            OnlineFeatureKind.Sum => value with { Number = BitConverter.Int64BitsToDouble(slot) },
            OnlineFeatureKind.EarliestTime or OnlineFeatureKind.LatestTime => value with { TimeMs = slot },
            OnlineFeatureKind.LatestText => value with
            {
                TimeMs = slot,
                Text = Encoding.UTF8.GetString(Entries(layout, record, field)),
            },
            OnlineFeatureKind.DecayedCount => value with
            {
                TimeMs = slot,
                Numbers = Numbers(record, field.Offset + sizeof(long), feature.HalfLives.Count),
            },
            OnlineFeatureKind.LogMoments => value with { Numbers = Numbers(record, field.Offset, 3) },
            OnlineFeatureKind.KeyCounts => value with { Counts = Counts(Entries(layout, record, field)) },
            OnlineFeatureKind.RecentEvents => value with
            {
                Events = Events(layout, record, field),
            },
            OnlineFeatureKind.RowSet => value with
            {
                Rows = MemoryMarshal.Cast<byte, int>(Entries(layout, record, field)).ToArray(),
            },
            _ => throw new InvalidOperationException($"A record cannot hold {feature.Kind}."),
        };
    }

    private static OnlineFeatureValue Nothing(OnlineFeature feature) => new()
    {
        Feature = feature,
        Numbers = new double[feature.Kind switch
        {
            OnlineFeatureKind.DecayedCount => feature.HalfLives.Count,
            OnlineFeatureKind.LogMoments => 3,
            _ => 0,
        }],
    };

    private static double[] Numbers(ReadOnlySpan<byte> record, int offset, int count) =>
        MemoryMarshal.Cast<byte, double>(record.Slice(offset, count * sizeof(double))).ToArray();

    private static KeyCount[] Counts(ReadOnlySpan<byte> entries)
    {
        var stored = MemoryMarshal.Cast<byte, StoredCount>(entries);
        var counts = new KeyCount[stored.Length];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = new KeyCount(stored[i].Key, stored[i].Count, stored[i].LastTimeMs);
        Array.Sort(counts);
        return counts;
    }

    private static double Ratio(RecordLayout layout, ReadOnlySpan<byte> record, OnlineFeature feature)
    {
        double below = Long(layout, record, feature.Denominator);
        return below == 0 ? feature.Default : Long(layout, record, feature.Numerator) / below;
    }
}
