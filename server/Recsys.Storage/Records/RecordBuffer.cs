using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Recsys.Pipeline.Checksums;

namespace Recsys.Storage.Records;

/// <summary>
/// Records being written, one after the other in one pinned array: <c>crc32c u32 | kind u8 | body</c>. Little-endian;
/// strings are UTF-8 behind a variable-length byte count. Pinned, since FASTER is handed parts of it by address.
/// </summary>
internal sealed class RecordBuffer
{
    public const int HeaderBytes = 5;
    private const int KeptBytes = 16 << 20;

    private readonly List<(int Offset, int Length, long Position)> _records = [];
    private byte[] _bytes = Allocate(64 * 1024);
    private int _length;
    private int _start = -1;

    /// <summary>Finished records.</summary>
    public int Count => _records.Count;

    /// <summary>Bytes of the finished records and of the one being written.</summary>
    public int Bytes => _length;

    /// <summary>One finished record, header included.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_records[index].Offset, _records[index].Length);

    /// <summary>Journal position of a finished record; −1 until it has one.</summary>
    public long Position(int index) => _records[index].Position;

    /// <summary>Notes the journal position of a finished record.</summary>
    public void Place(int index, long position) => _records[index] = _records[index] with { Position = position };

    /// <summary>Bytes of the record being written.</summary>
    public int OpenBytes => _length - _start;

    public void Begin(RecordKind kind)
    {
        _start = _length;
        Take(HeaderBytes)[4] = (byte)kind;
    }

    public void End()
    {
        var record = _bytes.AsSpan(_start, _length - _start);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Crc32C.Of(record[4..]));
        _records.Add((_start, record.Length, -1));
        _start = -1;
    }

    /// <summary>Takes back the record being written.</summary>
    public void Abandon()
    {
        _length = _start;
        _start = -1;
    }

    /// <summary>Takes back all records from one on.</summary>
    public void TruncateTo(int count)
    {
        if (count >= _records.Count) return;
        _length = _records[count].Offset;
        _records.RemoveRange(count, _records.Count - count);
    }

    public void Clear()
    {
        _records.Clear();
        _length = 0;
        _start = -1;
        // One huge group must not hold its memory for ever.
        if (_bytes.Length > KeptBytes) _bytes = Allocate(KeptBytes);
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void Single(float value) => BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    /// <summary>Seven bits a byte, lowest first, the top bit set on all but the last.</summary>
    public void Count32(int value)
    {
        uint rest = (uint)value;
        var to = Take(CountLength(rest));
        int at = 0;
        for (; rest >= 0x80; rest >>= 7) to[at++] = (byte)(rest | 0x80);
        to[at] = (byte)rest;
    }

    public void Text(string value)
    {
        int bytes = Encoding.UTF8.GetByteCount(value);
        Count32(bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
    }

    public void Floats(IReadOnlyList<float> values)
    {
        Count32(values.Count);
        for (int i = 0; i < values.Count; i++) Single(values[i]);
    }

    public void Texts(IReadOnlyList<string> values)
    {
        Count32(values.Count);
        for (int i = 0; i < values.Count; i++) Text(values[i]);
    }

    public void Attributes(IReadOnlyDictionary<string, string> values)
    {
        Count32(values.Count);
        foreach (var (name, value) in values)
        {
            Text(name);
            Text(value);
        }
    }

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>A copy of everything written.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private static int CountLength(uint value) => value == 0 ? 1 : (BitOperations.Log2(value) / 7) + 1;

    private static byte[] Allocate(int bytes) => GC.AllocateUninitializedArray<byte>(bytes, pinned: true);

    private Span<byte> Take(int bytes)
    {
        int end = checked(_length + bytes);
        if (end > _bytes.Length)
        {
            var larger = Allocate((int)Math.Max(end, Math.Min(_bytes.Length * 2L, int.MaxValue / 2)));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            _bytes = larger;
        }
        var taken = _bytes.AsSpan(_length, bytes);
        _length = end;
        return taken;
    }
}
