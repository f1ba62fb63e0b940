using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Recsys.Bench.Allocations;

/// <summary>
/// Unary gRPC calls over one connection, one after the other, that allocate nothing: so that what a process allocates
/// while it calls itself is its server's. HTTP/2 (RFC 9113) by hand, without what a server on the same machine never
/// asks for. Not thread-safe.
/// </summary>
internal sealed class QuietConnection : IDisposable
{
    private const int HeadBytes = 9, PrefixBytes = 5, ReturnCreditAt = 1 << 20;
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8;
    private const byte EndStream = 1, Ack = 1, EndHeaders = 4;

    // Names come literally and none is kept, so that blocks need no state; and answers have room to come whole.
    private static readonly byte[] Greeting =
    [
        .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8,
        0, 0, 12, Settings, 0, 0, 0, 0, 0, /* header table */ 0, 1, 0, 0, 0, 0, /* window */ 0, 4, 0, 0x10, 0, 0,
        0, 0, 4, WindowUpdate, 0, 0, 0, 0, 0, 0x7F, 0, 0, 0,
    ];

    private static readonly byte[] SettingsTaken = [0, 0, 0, Settings, Ack, 0, 0, 0, 0];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _sent = new byte[64 << 10];
    private readonly byte[] _received = new byte[256 << 10];
    private uint _stream = 1;
    private int _begin, _end, _credit;

    public QuietConnection(Uri address)
    {
        _socket.Connect(IPAddress.Parse(address.Host), address.Port);
        _socket.Send(Greeting);
    }

    /// <summary>The headers of calls of a method.</summary>
    /// <param name="path">For example <c>/recsys.v1.ProductService/GetProduct</c>.</param>
    public static byte[] HeadersOf(string path)
    {
        // :method POST and :scheme http, by their places in HPACK's own table.
        List<byte> block = [0x83, 0x86];
        foreach (var (name, value) in ((string, string)[])
            [(":path", path), (":authority", "localhost"), ("content-type", "application/grpc"), ("te", "trailers"),
                ("grpc-timeout", "10S")])
        {
            block.Add(0);
            foreach (string text in (string[])[name, value])
            {
                block.Add((byte)text.Length);
                block.AddRange(Encoding.ASCII.GetBytes(text));
            }
        }
        return [.. block];
    }

    /// <summary>Calls and waits for the answer's end.</summary>
    /// <param name="headers">Of <see cref="HeadersOf"/>.</param>
    /// <param name="message">The request's bytes.</param>
    /// <returns>Bytes of the answer's message; 0 when the call failed.</returns>
    /// <exception cref="BenchException">The server ended the connection or the call.</exception>
    public int Call(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> message)
    {
        Send(headers, message);
        int bytes = 0;
        for (bool over = false; !over;)
        {
            Receive(HeadBytes);
            var head = _received.AsSpan(_begin, HeadBytes);
            int length = BinaryPrimitives.ReadInt32BigEndian(head) >>> 8;
            var (type, flags) = (head[3], head[4]);
            bool ours = BinaryPrimitives.ReadUInt32BigEndian(head[5..]) == _stream;
            _begin += HeadBytes;
            Receive(length);
            Answer(type, flags, _received.AsSpan(_begin, length));
            if (type == Data) bytes += length;
            over = ours && type is Data or Headers && (flags & EndStream) != 0;
            _begin += length;
        }
        ReturnCredit(bytes);
        _stream += 2;
        return Math.Max(bytes - PrefixBytes, 0);
    }

    public void Dispose() => _socket.Dispose();

    private void Send(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> message)
    {
        int length = PutHead(0, Headers, EndHeaders, _stream, headers.Length);
        headers.CopyTo(_sent.AsSpan(length));
        length += headers.Length;
        length += PutHead(length, Data, EndStream, _stream, PrefixBytes + message.Length);
        _sent[length] = 0;
        BinaryPrimitives.WriteInt32BigEndian(_sent.AsSpan(length + 1), message.Length);
        message.CopyTo(_sent.AsSpan(length + PrefixBytes));
        _socket.Send(_sent.AsSpan(0, length + PrefixBytes + message.Length));
    }

    private void Answer(byte type, byte flags, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case Settings when (flags & Ack) == 0:
                _socket.Send(SettingsTaken);
                break;
            case Ping when (flags & Ack) == 0:
                int length = PutHead(0, Ping, Ack, 0, content.Length);
                content.CopyTo(_sent.AsSpan(length));
                _socket.Send(_sent.AsSpan(0, length + content.Length));
                break;
            case Reset or GoAway:
                throw new BenchException("The server ended a call without an answer.");
        }
    }

    private void ReturnCredit(int bytes)
    {
        _credit += bytes;
        if (_credit < ReturnCreditAt) return;
        int length = PutHead(0, WindowUpdate, 0, 0, sizeof(uint));
        BinaryPrimitives.WriteInt32BigEndian(_sent.AsSpan(length), _credit);
        _socket.Send(_sent.AsSpan(0, length + sizeof(uint)));
        _credit = 0;
    }

    private int PutHead(int at, byte type, byte flags, uint stream, int length)
    {
        var head = _sent.AsSpan(at, HeadBytes);
        BinaryPrimitives.WriteInt32BigEndian(head, length << 8 | type);
        head[4] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(head[5..], stream);
        return HeadBytes;
    }

    private void Receive(int bytes)
    {
        if (_begin + bytes > _received.Length)
        {
            _received.AsSpan(_begin, _end - _begin).CopyTo(_received);
            (_begin, _end) = (0, _end - _begin);
        }
        while (_end - _begin < bytes)
        {
            int got = _socket.Receive(_received, _end, _received.Length - _end, SocketFlags.None);
            if (got == 0) throw new BenchException("The server closed the connection.");
            _end += got;
        }
    }
}
