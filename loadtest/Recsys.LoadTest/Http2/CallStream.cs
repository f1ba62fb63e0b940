using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Http2;

/// <summary>One call on a connection. Used again for later calls.</summary>
internal sealed class CallStream
{
    public LoadCall Call { get; private set; } = null!;

    /// <summary>The stream's id; 0 while the call waits to be sent.</summary>
    public int Id { get; set; }

    /// <summary>When the call is given up, in <see cref="Environment.TickCount64"/>.</summary>
    public long DeadlineMs { get; private set; }

    /// <summary>Bytes of the message and its prefix that were sent.</summary>
    public int Sent { get; set; }

    /// <summary>Bytes that may be sent.</summary>
    public long SendWindow { get; set; }

    public int HttpStatus { get; set; }

    public int GrpcStatus { get; set; }

    public string? ServerTiming { get; set; }

    /// <summary>Bytes to send: the message after its prefix of five.</summary>
    public int Length => Call.Message.Length + 5;

    public void Begin(LoadCall call, long deadlineMs)
    {
        (Call, DeadlineMs) = (call, deadlineMs);
        (Id, Sent, SendWindow, HttpStatus, GrpcStatus, ServerTiming) = (0, 0, 0, 0, -1, null);
    }
}
