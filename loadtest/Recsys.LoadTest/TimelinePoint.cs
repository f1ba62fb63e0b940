namespace Recsys.LoadTest;

/// <summary>What happened in one part of a step's time.</summary>
/// <param name="Seconds">When the part began, from the start of the step.</param>
/// <param name="Length">How long it was, in seconds.</param>
/// <param name="Answered">Calls answered in it.</param>
/// <param name="Failed">Calls that failed in it.</param>
/// <param name="NotSent">Requests the generator turned away in it.</param>
/// <param name="P50Us">Median latency of the calls that ended in it, in microseconds.</param>
/// <param name="P99Us">99th percentile of them.</param>
public sealed record TimelinePoint(
    double Seconds, double Length, long Answered, long Failed, long NotSent, double P50Us, double P99Us);
