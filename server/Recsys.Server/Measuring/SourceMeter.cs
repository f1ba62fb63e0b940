namespace Recsys.Server.Measuring;

/// <summary>Measures one source of one pipeline.</summary>
internal sealed class SourceMeter(string name, MeasuringClock clock)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Time of one call.</summary>
    public LatencyWindow Calls { get; } = new(clock);

    /// <summary>Candidates that a call found.</summary>
    public SumWindow Candidates { get; } = new(clock);
}
