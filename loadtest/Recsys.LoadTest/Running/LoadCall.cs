using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Running;

/// <summary>One call under way. Used again for later calls, so that a run allocates nothing for each of them.</summary>
public sealed class LoadCall
{
    private const int Beginning = 0, UnderWay = 1, Ended = 2;

    private readonly ICallEnds _ends;
    private int _state = Ended;

    internal LoadCall(ICallEnds ends) => _ends = ends;

    /// <summary>What is called.</summary>
    public LoadMethod Method { get; internal set; }

    /// <summary>Number of the request in its step, from 0.</summary>
    public long Number { get; internal set; }

    /// <summary>The request message in protobuf's encoding. Of an ingested batch: without its number.</summary>
    public ReadOnlyMemory<byte> Message => Buffer.AsMemory(0, Length);

    /// <summary>Whether the server is to be asked for its own times.</summary>
    public bool WithTiming { get; internal set; }

    /// <summary>What the target keeps with this object over all the calls that it is used for.</summary>
    public object? TargetState { get; set; }

    internal byte[] Buffer { get; set; } = [];

    internal int Length { get; set; }

    internal long DueNs { get; set; }

    internal long SentNs { get; set; }

    /// <summary>Tells that the call ended, once.</summary>
    public void End(in LoadReply reply)
    {
        _ends.Record(this, reply);
        // Ended within its own beginning, it is taken further by who began it: stacks do not grow with the load.
        if (Interlocked.Exchange(ref _state, Ended) == UnderWay) _ends.Free(this);
    }

    /// <summary>Begins the call.</summary>
    /// <returns>Whether it ended at once, so that the object is free again.</returns>
    internal bool Begin(ILoadTarget target)
    {
        Volatile.Write(ref _state, Beginning);
        target.Begin(this);
        return Interlocked.CompareExchange(ref _state, UnderWay, Beginning) == Ended;
    }
}
