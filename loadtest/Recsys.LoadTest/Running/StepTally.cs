using Recsys.LoadTest.Measuring;
using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Running;

/// <summary>What one step counted.</summary>
internal sealed class StepTally(long partNs)
{
    private readonly Dictionary<LoadMethod, CallTally> _methods = [];

    public Timeline Timeline { get; } = new(partNs);

    public IReadOnlyDictionary<LoadMethod, CallTally> Methods => _methods;

    /// <summary>From the start to the last call's end.</summary>
    public long LengthNs { get; set; }

    /// <summary>Processor time of this process meanwhile.</summary>
    public TimeSpan ProcessorTime { get; set; }

    public CallTally Of(LoadMethod method)
    {
        if (!_methods.TryGetValue(method, out var tally)) _methods[method] = tally = new CallTally();
        return tally;
    }

    public CallTally Total()
    {
        var total = new CallTally();
        foreach (var tally in _methods.Values) total.Add(tally);
        return total;
    }
}
