using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Features;

/// <summary>
/// How the bytes of a record lie, made from the schema: a head (the layout's number; of a session, also who was last
/// seen in it), the slots of all features, count and room of each part that grows, then those parts one after the
/// other. Little-endian.
/// </summary>
internal sealed class RecordLayout
{
    private readonly RecordField[][] _byType;
    private readonly Dictionary<string, RecordField> _byName;
    private readonly RecordSection[] _sections;

    public RecordLayout(int number, OnlineEntity entity, IReadOnlyList<OnlineFeature> features)
    {
        (Number, Entity) = (number, entity);
        Features = [.. features.Where(feature => feature.Stored)];
        HeadBytes = entity == OnlineEntity.Session ? RecordHead.SessionBytes : RecordHead.Bytes;
        int descriptor = HeadBytes + (sizeof(long) * Features.Sum(feature => feature.Slots));
        int offset = HeadBytes;
        var fields = new List<RecordField>();
        var sections = new List<RecordSection>();
        foreach (var feature in Features)
        {
            int entry = EntryBytes(feature.Kind);
            fields.Add(new RecordField(feature, offset, entry > 0 ? sections.Count : -1));
            offset += feature.Slots * sizeof(long);
            if (entry == 0) continue;
            sections.Add(new RecordSection(descriptor, entry, feature.Limit, FirstRoom(feature)));
            descriptor += sizeof(ushort) * (feature.Kind == OnlineFeatureKind.RecentEvents ? 3 : 2);
        }
        SlotsEnd = offset;
        FixedBytes = descriptor;
        Fields = [.. fields];
        _sections = [.. sections];
        _byName = fields.ToDictionary(field => field.Feature.Name, StringComparer.Ordinal);
        _byType = [.. Enumerable.Range(0, (int)InteractionType.Rating + 1)
            .Select(type => Fields.Where(field => field.Feature.Counts((InteractionType)type)).ToArray())];
        Empty = new byte[FixedBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(Empty, (ushort)number);
    }

    /// <summary>Its number, the first two bytes of every record.</summary>
    public int Number { get; }

    public OnlineEntity Entity { get; }

    /// <summary>The features that are stored, in their order.</summary>
    public IReadOnlyList<OnlineFeature> Features { get; }

    public RecordField[] Fields { get; }

    public ReadOnlySpan<RecordSection> Sections => _sections;

    /// <summary>Bytes before the slots.</summary>
    public int HeadBytes { get; }

    /// <summary>Where the slots end.</summary>
    public int SlotsEnd { get; }

    /// <summary>Bytes before the parts that grow.</summary>
    public int FixedBytes { get; }

    /// <summary>A record of nothing, without room for anything.</summary>
    public byte[] Empty { get; }

    /// <summary>The fields that interactions of a type change.</summary>
    public RecordField[] FieldsFor(InteractionType type) => _byType[(int)type];

    /// <summary>The field of a feature; null when records of this layout have none that goes on as this one.</summary>
    public RecordField? Find(OnlineFeature feature) =>
        Array.Find(Fields, field => feature.Continues(field.Feature));

    /// <summary>The field of a name; null for none.</summary>
    public RecordField? Named(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds where each part that grows begins.</summary>
    /// <returns>Where the last one ends: the record's length.</returns>
    public int Starts(ReadOnlySpan<byte> record, Span<int> starts)
    {
        int at = FixedBytes;
        for (int i = 0; i < _sections.Length; i++)
        {
            starts[i] = at;
            at += Room(record, _sections[i]) * _sections[i].EntryBytes;
        }
        return at;
    }

    public static int Count(ReadOnlySpan<byte> record, in RecordSection section) =>
        BinaryPrimitives.ReadUInt16LittleEndian(record[section.Descriptor..]);

    public static int Room(ReadOnlySpan<byte> record, in RecordSection section) =>
        BinaryPrimitives.ReadUInt16LittleEndian(record[(section.Descriptor + 2)..]);

    public static void SetCount(Span<byte> record, in RecordSection section, int count) =>
        BinaryPrimitives.WriteUInt16LittleEndian(record[section.Descriptor..], (ushort)count);

    public static void SetRoom(Span<byte> record, in RecordSection section, int room) =>
        BinaryPrimitives.WriteUInt16LittleEndian(record[(section.Descriptor + 2)..], (ushort)room);

    private static int EntryBytes(OnlineFeatureKind kind) => kind switch
    {
        OnlineFeatureKind.LatestText => 1,
        OnlineFeatureKind.KeyCounts => Marshal.SizeOf<StoredCount>(),
        OnlineFeatureKind.RecentEvents => Marshal.SizeOf<StoredEvent>(),
        OnlineFeatureKind.RowSet => sizeof(int),
        _ => 0,
    };

    // Growing copies a record, and few do only one thing, while most keep to one type, category and brand at first.
    private static int FirstRoom(OnlineFeature feature) => feature.Kind switch
    {
        OnlineFeatureKind.RecentEvents or OnlineFeatureKind.RowSet => Math.Min(2, feature.Limit),
        _ => 1,
    };
}
