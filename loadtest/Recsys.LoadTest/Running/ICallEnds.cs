namespace Recsys.LoadTest.Running;

/// <summary>Who is told of the ends of calls; on any thread, many at once.</summary>
internal interface ICallEnds
{
    /// <summary>Counts a call that ended.</summary>
    void Record(LoadCall call, in LoadReply reply);

    /// <summary>Takes back a call's object after it ended.</summary>
    void Free(LoadCall call);
}
