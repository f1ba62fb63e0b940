namespace Recsys.LoadTest.Measuring;

/// <summary>What is counted of one kind of call. Not thread-safe.</summary>
internal sealed class CallTally
{
    private readonly Dictionary<string, long> _failures = new(StringComparer.Ordinal);

    public LatencyHistogram Latency { get; } = new();

    public LatencyHistogram FromSend { get; } = new();

    public LatencyHistogram SendDelay { get; } = new();

    public StageTimes Stages { get; } = new();

    public long Sent { get; set; }

    public long Answered { get; private set; }

    public long NotSent { get; set; }

    public IReadOnlyDictionary<string, long> Failures => _failures;

    public void Fail(string status, long count = 1) => _failures[status] = _failures.GetValueOrDefault(status) + count;

    public void Record(in LoadReply reply, long dueNs, long sentNs, long endedNs)
    {
        SendDelay.Record(sentNs - dueNs);
        if (reply.Status == LoadReply.Ok) Answered++;
        else Fail(reply.Status);
        if (!HasLatency(reply)) return;
        Latency.Record(endedNs - dueNs);
        FromSend.Record(endedNs - sentNs);
        if (reply.ServerTiming is { } timing) Stages.Record(timing);
    }

    // Quick refusals would flatter the latency; requests given up after their deadline belong to it.
    public static bool HasLatency(in LoadReply reply) =>
        reply.Status is LoadReply.Ok or LoadReply.DeadlineExceeded;

    public void Add(CallTally other)
    {
        Latency.Add(other.Latency);
        FromSend.Add(other.FromSend);
        SendDelay.Add(other.SendDelay);
        Stages.Add(other.Stages);
        (Sent, Answered, NotSent) = (Sent + other.Sent, Answered + other.Answered, NotSent + other.NotSent);
        foreach (var (status, count) in other._failures) Fail(status, count);
    }
}
