using System.Buffers.Binary;

namespace Recsys.LoadTest.Http2;

/// <summary>The nine bytes before each frame's payload (RFC 9113, section 4.1).</summary>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Type">What it is.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="StreamId">The stream; 0 is the connection.</param>
internal readonly record struct Frame(int Length, FrameType Type, byte Flags, int StreamId)
{
    public const int HeadLength = 9;

    /// <summary>Bytes of a payload at most, unless the other side allows more: neither side of this one does.</summary>
    public const int MaxLength = 16_384;

    public const byte EndStream = 0x1, Acknowledge = 0x1, EndHeaders = 0x4, Padded = 0x8, Priority = 0x20;

    public static Frame Read(ReadOnlySpan<byte> head) => new(
        head[0] << 16 | head[1] << 8 | head[2], (FrameType)head[3], head[4],
        BinaryPrimitives.ReadInt32BigEndian(head[5..]) & int.MaxValue);

    public void Write(Span<byte> into)
    {
        into[0] = (byte)(Length >> 16);
        into[1] = (byte)(Length >> 8);
        into[2] = (byte)Length;
        into[3] = (byte)Type;
        into[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(into[5..], StreamId);
    }

    public bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>A headers' or data frame's payload without padding and priority.</summary>
    /// <exception cref="IOException">The padding is longer than the payload.</exception>
    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> payload)
    {
        int padding = 0;
        if (Has(Padded) && payload.Length > 0)
        {
            padding = payload[0];
            payload = payload[1..];
        }
        int skip = Type == FrameType.Headers && Has(Priority) ? 5 : 0;
        if (padding + skip > payload.Length) throw new IOException("A frame is shorter than its padding.");
        return payload[skip..^padding];
    }
}
