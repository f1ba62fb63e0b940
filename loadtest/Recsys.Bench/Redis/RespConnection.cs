using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Recsys.Bench.Redis;

/// <summary>
/// One connection to Redis in its own protocol (RESP 2): commands are gathered and sent together, replies read one
/// after the other. As little as there can be, so that the comparison measures Redis and not its client.
/// </summary>
public sealed class RespConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private byte[] _out = new byte[1 << 20];
    private int _written;
    private byte[] _in = new byte[1 << 20];
    private int _from, _until;

    /// <summary>Connects to a socket.</summary>
    /// <param name="path">Its path.</param>
    public RespConnection(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    /// <summary>Begins a command of some parts.</summary>
    public void Begin(int parts)
    {
        Number((byte)'*', parts);
    }

    /// <summary>Adds the next part of a command.</summary>
    public void Part(ReadOnlySpan<byte> part)
    {
        Number((byte)'$', part.Length);
        Room(part.Length + 2);
        part.CopyTo(_out.AsSpan(_written));
        _written += part.Length;
        "\r\n"u8.CopyTo(_out.AsSpan(_written));
        _written += 2;
    }

    /// <summary>Sends what was gathered.</summary>
    public void Flush()
    {
        for (int sent = 0; sent < _written;) sent += _socket.Send(_out.AsSpan(sent, _written - sent));
        _written = 0;
    }

    /// <summary>Reads one reply that is an array, and gives its length; its parts are read next.</summary>
    public int ReadArray() => (int)Header((byte)'*');

    /// <summary>Reads one reply that is a number.</summary>
    public long ReadNumber() => Header((byte)':');

    /// <summary>Reads one reply that is a status such as OK.</summary>
    public void ReadStatus() => Line((byte)'+');

    /// <summary>Reads one reply that is bytes.</summary>
    /// <returns>The bytes, until the next read.</returns>
    public ReadOnlySpan<byte> ReadBytes()
    {
        int length = (int)Header((byte)'$');
        if (length < 0) throw new BenchException("Redis has no such value.");
        Fill(length + 2);
        var bytes = _in.AsSpan(_from, length);
        _from += length + 2;
        return bytes;
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _socket.Dispose();

    private void Number(byte kind, int value)
    {
        Room(16);
        _out[_written++] = kind;
        Utf8Formatter.TryFormat(value, _out.AsSpan(_written), out int bytes);
        _written += bytes;
        "\r\n"u8.CopyTo(_out.AsSpan(_written));
        _written += 2;
    }

    private void Room(int bytes)
    {
        if (_written + bytes > _out.Length) Array.Resize(ref _out, Math.Max(_out.Length * 2, _written + bytes));
    }

    private long Header(byte kind)
    {
        var line = Line(kind);
        return Utf8Parser.TryParse(line, out long value, out _)
            ? value
            : throw new BenchException($"Redis answered {Encoding.ASCII.GetString(line)}");
    }

    private ReadOnlySpan<byte> Line(byte kind)
    {
        int end;
        while ((end = _in.AsSpan(_from, _until - _from).IndexOf("\r\n"u8)) < 0) Fill(_until - _from + 1);
        var line = _in.AsSpan(_from, end);
        _from += end + 2;
        return line[0] == kind
            ? line[1..]
            : throw new BenchException($"Redis answered {Encoding.ASCII.GetString(line)}");
    }

    // Receives until so many bytes are there.
    private void Fill(int bytes)
    {
        if (_from + bytes > _in.Length)
        {
            _in.AsSpan(_from, _until - _from).CopyTo(_in);
            (_from, _until) = (0, _until - _from);
            if (bytes > _in.Length) Array.Resize(ref _in, bytes * 2);
        }
        while (_until - _from < bytes)
        {
            int received = _socket.Receive(_in.AsSpan(_until));
            if (received == 0) throw new BenchException("Redis closed the connection.");
            _until += received;
        }
    }
}
