using System.Runtime.InteropServices;
using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>Bytes being put together, in memory that is used again. Counts are as <see cref="EncodedReader"/> reads
/// them.</summary>
internal sealed class EncodedWriter
{
    private const int KeptBytes = 1 << 20;
    private byte[] _bytes = new byte[256];
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _length = 0;
        // One huge product must not hold its memory for ever.
        if (_bytes.Length > KeptBytes) _bytes = new byte[KeptBytes];
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Count(int value) => Number((uint)value);

    public void Number(ulong value)
    {
        if (value >= 0x80) Long(value);
        else Byte((byte)value);
    }

    /// <summary>A number that may be negative, small ones in few bytes.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Count(utf8.Length);
        Raw(utf8);
    }

    public void Text(string text)
    {
        Count(Encoding.UTF8.GetByteCount(text));
        RawText(text);
    }

    public void RawText(string text) => Encoding.UTF8.GetBytes(text, Take(Encoding.UTF8.GetByteCount(text)));

    public void Texts(IReadOnlyList<string> texts)
    {
        Count(texts.Count);
        for (int i = 0; i < texts.Count; i++) Text(texts[i]);
    }

    public void Pairs(IReadOnlyDictionary<string, string> pairs)
    {
        Count(pairs.Count);
        foreach (var (name, value) in pairs)
        {
            Text(name);
            Text(value);
        }
    }

    public void Floats(IReadOnlyList<float> values)
    {
        var to = MemoryMarshal.Cast<byte, float>(Take(values.Count * sizeof(float)));
        for (int i = 0; i < values.Count; i++) to[i] = values[i];
    }

    /// <summary>What was written from one position to another.</summary>
    public ReadOnlySpan<byte> Part(Range range) => _bytes.AsSpan(0, _length)[range];

    private void Long(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    private Span<byte> Take(int bytes)
    {
        int end = checked(_length + bytes);
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        var taken = _bytes.AsSpan(_length, bytes);
        _length = end;
        return taken;
    }
}
