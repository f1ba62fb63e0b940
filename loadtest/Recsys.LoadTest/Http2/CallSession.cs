using System.Buffers.Binary;
using Grpc.Core;
using Recsys.LoadTest.Targets;

namespace Recsys.LoadTest.Http2;

/// <summary>What is spoken over one open connection, from its preface to its end (RFC 9113).</summary>
/// <param name="connection">The open connection.</param>
/// <param name="headers">Header blocks of calls.</param>
/// <param name="owner">Who is told of the ends of calls.</param>
internal sealed class CallSession(Stream connection, CallHeaders headers, CallConnection owner)
{
    // Answers may come without ever waiting for this side: windows are opened wide and kept so.
    private const int Window = int.MaxValue;
    private const int DefaultWindow = 65_535, ReplenishAt = 1 << 28;
    private const int MaxHeaderBytes = 1 << 20;
    private const int Refused = 7, Cancel = 8, Calm = 11;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, CallStream> _streams = [];
    private readonly Queue<CallStream> _waiting = new();
    private readonly Queue<CallStream> _blocked = new();
    private readonly MemoryStream _block = new();
    private readonly FrameBuffer _out = new();
    private byte[] _in = new byte[64 << 10];
    private long _sendWindow = DefaultWindow;
    private int _streamWindow = DefaultWindow;
    private int _mostStreams = 100;
    private int _nextId = 1;
    private int _received;
    private bool _endsAfterBlock;
    private volatile bool _over;

    /// <summary>Sends the preface: no dynamic table, no pushes, wide windows.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _out.Add("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
            (int Setting, int Value)[] settings = [(1, 0), (2, 0), (4, Window)];
            var payload = _out.AddFrame(FrameType.Settings, 0, 0, settings.Length * 6);
            for (int i = 0; i < settings.Length; i++)
            {
                BinaryPrimitives.WriteInt16BigEndian(payload[(i * 6)..], (short)settings[i].Setting);
                BinaryPrimitives.WriteInt32BigEndian(payload[(i * 6 + 2)..], settings[i].Value);
            }
            _out.AddNumber(FrameType.WindowUpdate, 0, Window - DefaultWindow);
            Flush();
        }
    }

    /// <summary>Sends a call, or lets it wait where the server has enough of them.</summary>
    /// <returns>False when the connection takes no more calls.</returns>
    public bool TryBegin(CallStream stream)
    {
        lock (_gate)
        {
            if (_over) return false;
            if (_streams.Count >= _mostStreams || _waiting.Count > 0) _waiting.Enqueue(stream);
            else Send(stream);
            Flush();
            return true;
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    /// <exception cref="IOException">It broke, or the server does not keep to the protocol.</exception>
    public void Read()
    {
        int from = 0, to = 0;
        while (true)
        {
            int got = connection.Read(_in, to, _in.Length - to);
            if (got == 0) return;
            to += got;
            while (to - from >= Frame.HeadLength)
            {
                var frame = Frame.Read(_in.AsSpan(from));
                if (frame.Length > Frame.MaxLength) throw new IOException("A frame is too large.");
                if (to - from < Frame.HeadLength + frame.Length) break;
                Take(frame, _in.AsSpan(from + Frame.HeadLength, frame.Length));
                from += Frame.HeadLength + frame.Length;
            }
            // Room for a whole frame behind what is left of the last one.
            if (from == to) (from, to) = (0, 0);
            else if (_in.Length - from < Frame.HeadLength + Frame.MaxLength)
            {
                _in.AsSpan(from, to - from).CopyTo(_in);
                (from, to) = (0, to - from);
            }
        }
    }

    /// <summary>Gives up calls whose time is over.</summary>
    public void GiveUpLate(long nowMs)
    {
        List<CallStream>? late = null;
        lock (_gate)
        {
            foreach (var stream in _streams.Values)
                if (stream.DeadlineMs <= nowMs) (late ??= []).Add(stream);
            foreach (var stream in late ?? [])
            {
                _streams.Remove(stream.Id);
                _out.AddNumber(FrameType.ResetStream, stream.Id, Cancel);
            }
            while (_waiting.TryPeek(out var oldest) && oldest.DeadlineMs <= nowMs)
                (late ??= []).Add(_waiting.Dequeue());
            SendWaiting();
            Flush();
        }
        foreach (var stream in late ?? []) owner.End(stream, LoadReply.DeadlineExceeded);
    }

    /// <summary>Ends every call that is left.</summary>
    public void FailAll(string status)
    {
        CallStream[] left;
        lock (_gate)
        {
            _over = true;
            left = [.. _streams.Values, .. _waiting];
            _streams.Clear();
            _waiting.Clear();
            _blocked.Clear();
        }
        foreach (var stream in left) owner.End(stream, status);
    }

    /// <summary>Closes the connection; the reader finds out.</summary>
    public void Close()
    {
        lock (_gate) _over = true;
        connection.Dispose();
    }

    private void Take(Frame frame, ReadOnlySpan<byte> payload)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                TakeData(frame);
                break;
            case FrameType.Headers or FrameType.Continuation:
                TakeHeaders(frame, payload);
                break;
            case FrameType.ResetStream when payload.Length == 4:
                Finish(frame.StreamId, StatusOfReset(BinaryPrimitives.ReadInt32BigEndian(payload)));
                break;
            case FrameType.Settings when !frame.Has(Frame.Acknowledge):
                TakeSettings(payload);
                break;
            case FrameType.Ping when !frame.Has(Frame.Acknowledge):
                Answer(FrameType.Ping, payload);
                break;
            case FrameType.WindowUpdate when payload.Length == 4:
                TakeWindow(frame.StreamId, BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue);
                break;
            case FrameType.GoAway:
                Drain();
                break;
        }
    }

    private void TakeData(Frame frame)
    {
        _received += frame.Length;
        if (_received >= ReplenishAt)
        {
            lock (_gate)
            {
                _out.AddNumber(FrameType.WindowUpdate, 0, _received);
                Flush();
            }
            _received = 0;
        }
        if (frame.Has(Frame.EndStream)) Finish(frame.StreamId, null);
    }

    private void TakeHeaders(Frame frame, ReadOnlySpan<byte> payload)
    {
        var part = frame.Type == FrameType.Headers ? frame.Content(payload) : payload;
        bool whole = frame.Has(Frame.EndHeaders);
        CallStream? stream;
        lock (_gate) _streams.TryGetValue(frame.StreamId, out stream);
        if (whole && _block.Length == 0)
        {
            if (stream is not null) HeaderBlock.Read(part, stream);
        }
        else
        {
            if (_block.Length + part.Length > MaxHeaderBytes) throw new IOException("The headers are too large.");
            _block.Write(part);
            _endsAfterBlock |= frame.Type == FrameType.Headers && frame.Has(Frame.EndStream);
            if (!whole) return;
            if (stream is not null) HeaderBlock.Read(_block.GetBuffer().AsSpan(0, (int)_block.Length), stream);
            _block.SetLength(0);
        }
        bool ends = _endsAfterBlock || (frame.Type == FrameType.Headers && frame.Has(Frame.EndStream));
        _endsAfterBlock = false;
        if (ends) Finish(frame.StreamId, null);
    }

    private void TakeSettings(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            for (; payload.Length >= 6; payload = payload[6..])
            {
                int value = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(payload[2..]), int.MaxValue);
                switch (BinaryPrimitives.ReadInt16BigEndian(payload))
                {
                    case 3:
                        _mostStreams = value;
                        break;
                    case 4:
                        foreach (var stream in _streams.Values) stream.SendWindow += value - _streamWindow;
                        _streamWindow = value;
                        break;
                }
            }
            _out.AddFrame(FrameType.Settings, Frame.Acknowledge, 0, 0);
            SendBlocked();
            SendWaiting();
            Flush();
        }
    }

    private void TakeWindow(int streamId, int more)
    {
        lock (_gate)
        {
            if (streamId == 0) _sendWindow += more;
            else if (_streams.TryGetValue(streamId, out var stream)) stream.SendWindow += more;
            if (_blocked.Count == 0) return;
            SendBlocked();
            Flush();
        }
    }

    private void Answer(FrameType type, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            payload.CopyTo(_out.AddFrame(type, Frame.Acknowledge, 0, payload.Length));
            Flush();
        }
    }

    // Calls under way may end; new ones take a new connection, once this one has no more.
    private void Drain()
    {
        lock (_gate) _over = true;
        CloseWhenDrained();
    }

    private void CloseWhenDrained()
    {
        lock (_gate)
        {
            if (!_over || _streams.Count > 0) return;
        }
        connection.Dispose();
    }

    private void Finish(int streamId, string? status)
    {
        CallStream? stream;
        lock (_gate)
        {
            if (!_streams.Remove(streamId, out stream)) return;
            if (_waiting.Count > 0)
            {
                SendWaiting();
                Flush();
            }
        }
        owner.End(stream, status ?? StatusOf(stream));
        if (_over) CloseWhenDrained();
    }

    private static string StatusOfReset(int code) => code switch
    {
        Cancel => CallMetadata.NameOf(StatusCode.Cancelled),
        Refused => CallMetadata.NameOf(StatusCode.Unavailable),
        Calm => CallMetadata.NameOf(StatusCode.ResourceExhausted),
        _ => CallMetadata.NameOf(StatusCode.Internal),
    };

    private static string StatusOf(CallStream stream) => stream switch
    {
        { GrpcStatus: 0 } => LoadReply.Ok,
        { GrpcStatus: > 0 and <= 16 } => CallMetadata.NameOf((StatusCode)stream.GrpcStatus),
        { HttpStatus: 503 or 429 or 502 or 504 } => CallMetadata.NameOf(StatusCode.Unavailable),
        { HttpStatus: 401 } => CallMetadata.NameOf(StatusCode.Unauthenticated),
        { HttpStatus: 403 } => CallMetadata.NameOf(StatusCode.PermissionDenied),
        { HttpStatus: 404 } => CallMetadata.NameOf(StatusCode.Unimplemented),
        _ => CallMetadata.NameOf(StatusCode.Unknown),
    };

    private void Send(CallStream stream)
    {
        stream.Id = _nextId;
        _nextId += 2;
        stream.SendWindow = _streamWindow;
        _streams.Add(stream.Id, stream);
        byte[] block = headers.Of(stream.Call.Method, stream.Call.WithTiming);
        block.CopyTo(_out.AddFrame(FrameType.Headers, Frame.EndHeaders, stream.Id, block.Length));
        if (!SendMessage(stream)) _blocked.Enqueue(stream);
        // Ids end after a billion calls: the next one takes a new connection.
        if (_nextId > int.MaxValue - 2) _over = true;
    }

    private bool SendMessage(CallStream stream)
    {
        while (stream.Sent < stream.Length)
        {
            long room = Math.Min(Math.Min(_sendWindow, stream.SendWindow), Frame.MaxLength);
            int part = (int)Math.Min(room, stream.Length - stream.Sent);
            if (part <= 0) return false;
            bool last = stream.Sent + part == stream.Length;
            var payload = _out.AddFrame(FrameType.Data, last ? Frame.EndStream : (byte)0, stream.Id, part);
            CopyMessage(stream, payload);
            stream.Sent += part;
            (_sendWindow, stream.SendWindow) = (_sendWindow - part, stream.SendWindow - part);
        }
        return true;
    }

    // Before the message: not compressed, and its length (the gRPC protocol over HTTP/2).
    private static void CopyMessage(CallStream stream, Span<byte> into)
    {
        Span<byte> prefix = stackalloc byte[5];
        var message = stream.Call.Message.Span;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Length);
        int at = stream.Sent;
        if (at < 5)
        {
            int head = Math.Min(5 - at, into.Length);
            prefix.Slice(at, head).CopyTo(into);
            into = into[head..];
            at += head;
        }
        message.Slice(Math.Max(at - 5, 0), into.Length).CopyTo(into);
    }

    private void SendBlocked()
    {
        for (int left = _blocked.Count; left > 0; left--)
        {
            var stream = _blocked.Dequeue();
            // One that ended meanwhile has its object back, perhaps for another call.
            if (!_streams.TryGetValue(stream.Id, out var same) || same != stream) continue;
            if (!SendMessage(stream)) _blocked.Enqueue(stream);
        }
    }

    private void SendWaiting()
    {
        while (_streams.Count < _mostStreams && !_over && _waiting.TryDequeue(out var stream)) Send(stream);
    }

    private void Flush()
    {
        if (_out.Written.Length == 0) return;
        try
        {
            connection.Write(_out.Written);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The reader finds the connection broken, too, and fails every call.
            _over = true;
            connection.Dispose();
        }
        _out.Clear();
    }
}
