using Grpc.Core;

namespace Recsys.Server.Measuring;

/// <summary>Measures the calls of one method.</summary>
internal sealed class MethodMeter(string name, MeasuringClock clock)
{
    private readonly LatencyWindow _latency = new(clock);
    private int _active;

    /// <summary>Full name, for example <c>recsys.v1.RecommendationService/RecommendForUser</c>.</summary>
    public string Name => name;

    /// <summary>Calls under way.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Calls ended since the start.</summary>
    public long Total => _latency.Total;

    /// <summary>Errors of the server.</summary>
    public SumWindow Errors { get; } = new(clock);

    /// <summary>How long calls took that ended in the window.</summary>
    public LatencyFigures Latency => _latency.Read();

    /// <summary>A call begins.</summary>
    /// <returns>To be given to <see cref="End"/>.</returns>
    public long Begin()
    {
        Interlocked.Increment(ref _active);
        return clock.Timestamp;
    }

    /// <summary>A call that began ends.</summary>
    public void End(long began, StatusCode status)
    {
        _latency.Record(clock.SecondsSince(began));
        if (IsServersFault(status)) Errors.Add(1);
        Interlocked.Decrement(ref _active);
    }

    private static bool IsServersFault(StatusCode status) => status is StatusCode.Unknown
        or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Internal
        or StatusCode.Unavailable or StatusCode.DataLoss;
}
