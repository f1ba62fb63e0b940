using System.Net.Sockets;
using System.Security.Authentication;
using Recsys.LoadTest.Running;
using Recsys.LoadTest.Targets;

namespace Recsys.LoadTest.Http2;

/// <summary>
/// Unary gRPC calls over one connection that is kept open: what leaves is written by whoever begins the call, what
/// arrives is read by one thread that sleeps in the system until there is something. No task, timer or pool thread is
/// used for a call, so that a load of some hundred calls a second leaves the processors to the server.
/// </summary>
/// <remarks>
/// The connection is opened by the first call and, after it broke, by the next one; calls wait for it, and fail as
/// UNAVAILABLE when it cannot be opened. Calls beyond what the server lets be under way at once wait, too.
/// </remarks>
internal sealed class CallConnection : IDisposable
{
    private readonly ConnectionOpening _opening;
    private readonly CallHeaders _headers;
    private readonly TimeSpan _deadline;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly Lock _gate = new();
    private readonly Queue<CallStream> _waiting = new();
    private readonly Stack<CallStream> _free = new();
    private CallSession? _session;
    private bool _opens;
    private volatile bool _closed;

    public CallConnection(ConnectionOpening opening, CallHeaders headers, TimeSpan deadline)
    {
        (_opening, _headers, _deadline) = (opening, headers, deadline);
        var thread = new Thread(Work) { IsBackground = true, Name = "load connection" };
        thread.Start();
    }

    /// <summary>Begins a call.</summary>
    public void Begin(LoadCall call)
    {
        long deadlineMs = Environment.TickCount64 + (long)_deadline.TotalMilliseconds;
        bool open = false;
        lock (_gate)
        {
            if (!_closed)
            {
                if (!_free.TryPop(out var stream)) stream = new CallStream();
                stream.Begin(call, deadlineMs);
                if (_session?.TryBegin(stream) == true) return;
                _waiting.Enqueue(stream);
                if (_opens) return;
                _opens = open = true;
            }
        }
        if (open) _wanted.Release();
        else call.End(new LoadReply("CANCELLED"));
    }

    /// <summary>Gives up calls whose time is over.</summary>
    public void GiveUpLate()
    {
        long nowMs = Environment.TickCount64;
        CallSession? session;
        List<CallStream>? late = null;
        lock (_gate)
        {
            session = _session;
            while (_waiting.TryPeek(out var oldest) && oldest.DeadlineMs <= nowMs)
                (late ??= []).Add(_waiting.Dequeue());
        }
        foreach (var stream in late ?? []) End(stream, LoadReply.DeadlineExceeded);
        session?.GiveUpLate(nowMs);
    }

    public void Dispose()
    {
        CallSession? session;
        lock (_gate)
        {
            _closed = true;
            session = _session;
        }
        session?.Close();
        _wanted.Release();
    }

    internal void End(CallStream stream, string status)
    {
        var call = stream.Call;
        var reply = new LoadReply(status, stream.ServerTiming);
        lock (_gate) _free.Push(stream);
        call.End(reply);
    }

    private void Work()
    {
        while (true)
        {
            _wanted.Wait();
            if (!_closed) Serve();
            if (!_closed) continue;
            FailWaiting("CANCELLED");
            return;
        }
    }

    private void Serve()
    {
        try
        {
            using var stream = _opening.Open();
            var session = new CallSession(stream, _headers, this);
            session.Start();
            lock (_gate)
            {
                (_session, _opens) = (session, false);
                while (_waiting.TryPeek(out var waiting) && session.TryBegin(waiting)) _waiting.Dequeue();
            }
            if (_closed) session.Close();
            session.Read();
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException
            or ObjectDisposedException)
        {
            // Whatever it was, the server is not there for the calls under way.
        }
        finally
        {
            CallSession? session;
            lock (_gate)
            {
                session = _session;
                _session = null;
                // Without a connection nobody is served; after one, calls that came at its end wait for the next.
                if (session is null) _opens = false;
                else if (_waiting.Count > 0 && !_opens)
                {
                    _opens = true;
                    _wanted.Release();
                }
            }
            session?.FailAll(_closed ? "CANCELLED" : "UNAVAILABLE");
            if (session is null) FailWaiting("UNAVAILABLE");
        }
    }

    private void FailWaiting(string status)
    {
        CallStream[] waiting;
        lock (_gate)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
        }
        foreach (var stream in waiting) End(stream, status);
    }
}
