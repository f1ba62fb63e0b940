namespace Recsys.LoadTest;

/// <summary>One rate that was tried.</summary>
/// <param name="RatePerSecond">The rate.</param>
/// <param name="Held">Whether it held the target.</param>
/// <param name="LatencyMs">The target's percentile of the latency.</param>
/// <param name="AnsweredPerSecond">Requests answered a second.</param>
/// <param name="Reason">Why it did or did not, in words.</param>
public sealed record RateTry(
    double RatePerSecond, bool Held, double LatencyMs, double AnsweredPerSecond, string Reason);
