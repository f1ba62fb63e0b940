using System.Text;

namespace Recsys.LoadTest.Http2;

/// <summary>
/// Header blocks in HPACK (RFC 7541) without its dynamic table, which the connection's settings turn off: requests are
/// encoded once and sent as they are.
/// </summary>
internal static class HeaderBlock
{
    private const int StaticNames = 61;

    // The names that a load looks for; of the static table only the status lines matter.
    private static readonly int[] StaticStatus = [200, 204, 206, 304, 400, 404, 500];

    /// <summary>Encodes headers, as literals that are not indexed.</summary>
    public static byte[] Write(IEnumerable<(string Name, string Value)> headers)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            block.WriteByte(0x00);
            WriteText(block, name);
            WriteText(block, value);
        }
        return block.ToArray();
    }

    /// <summary>Takes from an answer's block what a load looks for.</summary>
    /// <exception cref="IOException">The block is damaged, or uses a table that was turned off.</exception>
    public static void Read(ReadOnlySpan<byte> block, CallStream into)
    {
        int at = 0;
        while (at < block.Length)
        {
            byte first = block[at];
            if ((first & 0x80) != 0)
            {
                int index = ReadNumber(block, ref at, 7);
                if (index is 0 or > StaticNames) throw new IOException("A header is of a table that is turned off.");
                if (index is >= 8 and <= 14) into.HttpStatus = StaticStatus[index - 8];
            }
            else if ((first & 0xE0) == 0x20)
            {
                ReadNumber(block, ref at, 5);
            }
            else
            {
                int name = ReadNumber(block, ref at, (first & 0x40) != 0 ? 6 : 4);
                if (name > StaticNames) throw new IOException("A header's name is of a table that is turned off.");
                var named = name == 0 ? ReadText(block, ref at) : default;
                var value = ReadText(block, ref at);
                Take(name, named, value, into);
            }
        }
    }

    private static void Take(int name, Text named, Text value, CallStream into)
    {
        if (name is >= 8 and <= 14)
        {
            if (int.TryParse(value.ToString(), out int status)) into.HttpStatus = status;
        }
        else if (named.Is("grpc-status"u8))
        {
            if (int.TryParse(value.ToString(), out int status)) into.GrpcStatus = status;
        }
        else if (named.Is("server-timing"u8))
        {
            into.ServerTiming = value.ToString();
        }
        else if (named.Is(":status"u8) && int.TryParse(value.ToString(), out int status))
        {
            into.HttpStatus = status;
        }
    }

    private static void WriteText(MemoryStream block, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        int left = bytes.Length;
        if (left < 127)
        {
            block.WriteByte((byte)left);
        }
        else
        {
            block.WriteByte(127);
            for (left -= 127; left >= 128; left >>= 7) block.WriteByte((byte)(left & 127 | 128));
            block.WriteByte((byte)left);
        }
        block.Write(bytes);
    }

    private static int ReadNumber(ReadOnlySpan<byte> block, ref int at, int bits)
    {
        int most = (1 << bits) - 1;
        int number = Next(block, ref at) & most;
        if (number < most) return number;
        for (int shift = 0; shift <= 21; shift += 7)
        {
            byte part = Next(block, ref at);
            number += (part & 127) << shift;
            if (part < 128) return number;
        }
        throw new IOException("A number in a header block is too large.");
    }

    private static byte Next(ReadOnlySpan<byte> block, ref int at) =>
        at < block.Length ? block[at++] : throw new IOException("A header block is cut off.");

    private static Text ReadText(ReadOnlySpan<byte> block, ref int at)
    {
        bool huffman = at < block.Length && (block[at] & 0x80) != 0;
        int length = ReadNumber(block, ref at, 7);
        if (length > block.Length - at) throw new IOException("A text in a header block is cut off.");
        var bytes = block.Slice(at, length);
        at += length;
        return new Text(bytes, huffman);
    }

    private readonly ref struct Text(ReadOnlySpan<byte> bytes, bool huffman)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public bool Is(ReadOnlySpan<byte> ascii) => huffman
            ? HuffmanText.Read(_bytes) is { } text && text == Encoding.ASCII.GetString(ascii)
            : _bytes.SequenceEqual(ascii);

        public override string ToString() =>
            huffman ? HuffmanText.Read(_bytes) ?? "" : Encoding.Latin1.GetString(_bytes);
    }
}
