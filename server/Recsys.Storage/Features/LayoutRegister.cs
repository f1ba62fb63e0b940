using System.Runtime.InteropServices;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>
/// Every layout that records were ever written in, by number. It goes with each checkpoint, so that a later schema can
/// read them.
/// </summary>
internal sealed class LayoutRegister : IStatePart
{
    private const byte Format = 1;
    private readonly OnlineFeatureSchema _schema;
    private readonly RecordLayout[] _current = new RecordLayout[(int)OnlineEntity.Product + 1];
    private RecordLayout[] _all = [];

    public LayoutRegister(OnlineFeatureSchema schema)
    {
        _schema = schema;
        Declare();
    }

    public string Name => "layouts";

    /// <summary>The layout new records are written in.</summary>
    public RecordLayout Current(OnlineEntity entity) => _current[(int)entity];

    /// <summary>The layout of a record.</summary>
    public RecordLayout Of(ReadOnlySpan<byte> record)
    {
        int number = RecordHead.Layout(record);
        var all = _all;
        return number < all.Length
            ? all[number]
            : throw new InvalidDataException($"Stored features are damaged: there is no layout {number}.");
    }

    /// <summary>A record in the current layout: itself, or brought to it.</summary>
    public ReadOnlySpan<byte> Upgraded(ReadOnlySpan<byte> record, RecordLayout current) =>
        RecordHead.Layout(record) == current.Number ? record : RecordMigration.Convert(Of(record), record, current);

    /// <summary>The numbers of a product's record, in the schema's order.</summary>
    public ReadOnlySpan<long> ProductNumbers(ReadOnlySpan<byte> record)
    {
        var layout = Current(OnlineEntity.Product);
        return MemoryMarshal.Cast<byte, long>(Upgraded(record, layout)[layout.HeadBytes..layout.SlotsEnd]);
    }

    public byte[] Capture()
    {
        var buffer = new RecordBuffer();
        buffer.Byte(Format);
        buffer.Count32(_all.Length);
        foreach (var layout in _all)
        {
            buffer.Byte((byte)layout.Entity);
            buffer.Count32(layout.Features.Count);
            foreach (var feature in layout.Features) Write(buffer, feature);
        }
        return buffer.ToArray();
    }

    public void Load(ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        if (reader.Byte() != Format) throw new InvalidDataException("its layouts were written by a newer version");
        var all = new RecordLayout[reader.Count32()];
        for (int number = 0; number < all.Length; number++)
        {
            var entity = (OnlineEntity)reader.Byte();
            var features = new OnlineFeature[reader.Count32()];
            for (int i = 0; i < features.Length; i++) features[i] = Read(ref reader);
            all[number] = new RecordLayout(number, entity, features);
        }
        _all = all;
        Declare();
    }

    private void Declare()
    {
        foreach (var entity in Enum.GetValues<OnlineEntity>())
        {
            var declared = new RecordLayout(_all.Length, entity, _schema.Of(entity));
            var same = Array.FindLast(_all, layout => layout.Entity == entity && IsSame(layout, declared));
            if (same is null)
            {
                if (declared.Number > ushort.MaxValue)
                    throw new InvalidOperationException("The features changed too often: rebuild the state.");
                _all = [.. _all, declared];
            }
            _current[(int)entity] = same ?? declared;
        }
    }

    private static bool IsSame(RecordLayout left, RecordLayout right) =>
        left.Features.Count == right.Features.Count
        && left.Features.Zip(right.Features)
            .All(pair => pair.First.Continues(pair.Second) && pair.First.Limit == pair.Second.Limit);

    private static void Write(RecordBuffer to, OnlineFeature feature)
    {
        to.Text(feature.Name);
        to.Byte((byte)feature.Kind);
        to.Byte((byte)feature.Input);
        to.Count32(feature.Limit);
        to.Count32(feature.Types.Count);
        foreach (var type in feature.Types) to.Byte((byte)type);
        to.Count32(feature.HalfLives.Count);
        foreach (var life in feature.HalfLives) to.Int64(life.Ticks);
    }

    private static OnlineFeature Read(ref RecordReader from)
    {
        string name = from.Text();
        var kind = (OnlineFeatureKind)from.Byte();
        var input = (OnlineInput)from.Byte();
        int limit = from.Count32();
        var types = new InteractionType[from.Count32()];
        for (int i = 0; i < types.Length; i++) types[i] = (InteractionType)from.Byte();
        var lives = new TimeSpan[from.Count32()];
        for (int i = 0; i < lives.Length; i++) lives[i] = TimeSpan.FromTicks(from.Int64());
        return new OnlineFeature
        {
            Name = name,
            Kind = kind,
            Input = input,
            Limit = limit,
            Types = types,
            HalfLives = lives,
            Meaning = "",
        };
    }
}
