using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>Messages of any type with whatever their fields can hold, edges more often than by chance.</summary>
internal sealed class RandomMessages(int seed)
{
    private static readonly string[] Texts =
    [
        "", "a", "a/b c:d", "%2F", "Æøå", "商品", "🛒", "\"\\\n\t\u0001", "\u2028<script>&'", "..", "+", "{x}",
        "a,b", "true",
    ];

    private readonly Random _random = new(seed);

    public IMessage Next(MessageDescriptor type, int depth = 0)
    {
        if (type.FullName == Timestamp.Descriptor.FullName)
            return Timestamp.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(_random.NextInt64(4_000_000_000_000)));
        if (type.FullName == Duration.Descriptor.FullName)
            return Duration.FromTimeSpan(TimeSpan.FromTicks(_random.NextInt64(1L << 40)));
        if (type.FullName == FieldMask.Descriptor.FullName)
            return new FieldMask { Paths = { "title", "stock_count", "ships_to_countries" } };
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (_random.Next(3) == 0 || depth > 4) continue;
            if (field.IsMap) AddPairs(field, message);
            else if (field.IsRepeated) AddItems(field, message, depth);
            else field.Accessor.SetValue(message, Value(field, depth));
        }
        return message;
    }

    public string Text() => _random.Next(2) == 0
        ? Texts[_random.Next(Texts.Length)]
        : string.Concat(Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Rune().ToString()));

    private System.Text.Rune Rune()
    {
        int value;
        do value = _random.Next(1, 0x11_0000);
        while (value is >= 0xD800 and < 0xE000);
        return new System.Text.Rune(value);
    }

    private void AddPairs(FieldDescriptor field, IMessage message)
    {
        var map = (IDictionary)field.Accessor.GetValue(message);
        for (int i = _random.Next(3); i > 0; i--) map[Text()] = Text();
    }

    private void AddItems(FieldDescriptor field, IMessage message, int depth)
    {
        var list = (IList)field.Accessor.GetValue(message);
        for (int i = _random.Next(3); i > 0; i--)
        {
            object value = Value(field, depth);
            list.Add(field.FieldType == FieldType.Enum ? Enum.ToObject(field.EnumType.ClrType, value) : value);
        }
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => Text(),
        FieldType.Bool => _random.Next(2) == 0,
        FieldType.Int32 => Pick(0, 1, -1, int.MinValue, int.MaxValue, _random.Next()),
        FieldType.Int64 => Pick(0L, 1, -1, long.MinValue, long.MaxValue, _random.NextInt64()),
        FieldType.Double => Pick(0d, 1.5, -1e308, double.Epsilon, double.NaN, double.NegativeInfinity),
        FieldType.Float => Pick(0f, 0.1f, float.MaxValue, float.Epsilon, float.NaN, float.PositiveInfinity),
        FieldType.Enum => Pick([.. field.EnumType.Values.Select(value => value.Number), 4711]),
        _ => Next(field.MessageType, depth + 1),
    };

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
