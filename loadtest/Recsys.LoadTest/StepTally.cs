namespace Recsys.LoadTest;

/// <summary>What one worker counts; workers share nothing until the end.</summary>
internal sealed class StepTally
{
    private readonly Dictionary<string, long> _failures = new(StringComparer.Ordinal);

    public LatencyHistogram Latency { get; } = new();

    public LatencyHistogram SendDelay { get; } = new();

    public long Sent { get; private set; }

    public long Answered { get; private set; }

    public IReadOnlyDictionary<string, long> Failures => _failures;

    public void Record(string status, long latencyNs, long sendDelayNs)
    {
        Sent++;
        SendDelay.Record(sendDelayNs);
        if (status == LoadReply.Ok) Answered++;
        else _failures[status] = _failures.GetValueOrDefault(status) + 1;
        // Quick refusals would flatter the latency; requests given up after their deadline belong to it.
        if (status is LoadReply.Ok or LoadReply.DeadlineExceeded) Latency.Record(latencyNs);
    }

    public void Add(StepTally other)
    {
        Latency.Add(other.Latency);
        SendDelay.Add(other.SendDelay);
        Sent += other.Sent;
        Answered += other.Answered;
        foreach (var (status, count) in other._failures)
            _failures[status] = _failures.GetValueOrDefault(status) + count;
    }
}
