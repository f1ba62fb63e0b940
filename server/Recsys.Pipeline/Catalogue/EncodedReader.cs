using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// Reads what is encoded: a count or number is seven bits a byte, lowest first, the top bit set on all but the last;
/// a text is UTF-8 behind the count of its bytes; a list is its texts behind their count.
/// </summary>
internal ref struct EncodedReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte()
    {
        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public int Count() => checked((int)Number());

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0, at = 0; ; shift += 7)
        {
            byte one = _rest[at++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one >= 0x80 && shift < 63) continue;
            _rest = _rest[at..];
            return value;
        }
    }

    public long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public ReadOnlySpan<byte> Text() => Take(Count());

    public string String() => Encoding.UTF8.GetString(Text());

    public string[] Texts()
    {
        if (_rest.IsEmpty) return [];
        var texts = new string[Count()];
        for (int i = 0; i < texts.Length; i++) texts[i] = String();
        return texts;
    }

    public Dictionary<string, string> Pairs()
    {
        int count = Count();
        var pairs = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = String();
            pairs[name] = String();
        }
        return pairs;
    }
}
