using System.Buffers.Binary;

namespace Recsys.LoadTest.Http2;

/// <summary>Frames that are about to be sent, one after the other in one array.</summary>
internal sealed class FrameBuffer
{
    private byte[] _bytes = new byte[64 << 10];
    private int _length;

    /// <summary>What was added since it was emptied.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds bytes as they are.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Adds a frame.</summary>
    /// <returns>Where its payload is to be written.</returns>
    public Span<byte> AddFrame(FrameType type, byte flags, int streamId, int length)
    {
        var frame = Reserve(Frame.HeadLength + length);
        new Frame(length, type, flags, streamId).Write(frame);
        return frame[Frame.HeadLength..];
    }

    /// <summary>Adds a frame whose payload is a number of four bytes.</summary>
    public void AddNumber(FrameType type, int streamId, int number) =>
        BinaryPrimitives.WriteInt32BigEndian(AddFrame(type, 0, streamId, 4), number);

    private Span<byte> Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        _length += bytes;
        return _bytes.AsSpan(_length - bytes, bytes);
    }
}
