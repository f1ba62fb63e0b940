using System.Buffers.Binary;
using System.Text;
using Recsys.Pipeline.Checksums;

namespace Recsys.Storage.Records;

/// <summary>
/// Reads what <see cref="RecordBuffer"/> wrote; whatever the bytes are, it ends with a value or an
/// InvalidDataException.
/// </summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Checks a journal record's checksum.</summary>
    /// <returns>False when it is damaged.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> record, out RecordKind kind, out RecordReader body)
    {
        kind = default;
        body = default;
        if (record.Length < RecordBuffer.HeaderBytes) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != Crc32C.Of(record[4..])) return false;
        kind = (RecordKind)record[4];
        body = new RecordReader(record[RecordBuffer.HeaderBytes..]);
        return true;
    }

    /// <summary>Opens a record that this process just wrote, which needs no check.</summary>
    public static RecordReader OfOwn(ReadOnlySpan<byte> record, out RecordKind kind)
    {
        kind = (RecordKind)record[4];
        return new RecordReader(record[RecordBuffer.HeaderBytes..]);
    }

    public byte Byte() => Take(1)[0];

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public int Count32()
    {
        // Nearly all are below 128.
        byte first = Byte();
        return first < 0x80 ? first : Long(first);
    }

    private int Long(byte first)
    {
        uint value = first & 0x7Fu;
        for (int shift = 7; shift < 35; shift += 7)
        {
            byte one = Byte();
            value |= (uint)(one & 0x7F) << shift;
            if (one < 0x80) return value <= int.MaxValue ? (int)value : throw Damaged("a count is out of range");
        }
        throw Damaged("a count does not end");
    }

    public ReadOnlySpan<byte> TextBytes() => Take(Count32());

    public string Text() => Encoding.UTF8.GetString(TextBytes());

    public float[] Floats()
    {
        int count = Count32();
        if (count > _rest.Length / 4) throw Damaged("a list ends early");
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = Single();
        return values;
    }

    public string[] Texts()
    {
        var values = new string[PartCount()];
        for (int i = 0; i < values.Length; i++) values[i] = Text();
        return values;
    }

    public Dictionary<string, string> Attributes()
    {
        int count = PartCount();
        var values = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = Text();
            values[name] = Text();
        }
        return values;
    }

    /// <summary>A list of texts, or of pairs of them, as it lies there, its count included.</summary>
    public ReadOnlySpan<byte> ListBytes(int textsPerEntry)
    {
        var from = _rest;
        for (long left = (long)PartCount() * textsPerEntry; left > 0; left--) TextBytes();
        return from[..^_rest.Length];
    }

    /// <summary>Numbers as they lie there, without their count.</summary>
    public ReadOnlySpan<byte> FloatBytes()
    {
        int count = Count32();
        return count <= _rest.Length / 4 ? Take(count * 4) : throw Damaged("a list ends early");
    }

    // A part takes a byte at least, so a damaged count cannot make this allocate more than the record is long.
    private int PartCount()
    {
        int count = Count32();
        return count <= _rest.Length ? count : throw Damaged("a list ends early");
    }

    private static InvalidDataException Damaged(string how) => new($"Stored record is damaged: {how}.");

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _rest.Length) throw Damaged("it ends early");
        var taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
