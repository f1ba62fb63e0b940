using Recsys.LoadTest;

namespace Recsys.Bench.Fronts;

/// <summary>One call by one way, over all rounds.</summary>
/// <param name="Call">The method.</param>
/// <param name="Way">The front and the version of HTTP.</param>
/// <param name="PerSecond">Calls answered in a second.</param>
/// <param name="Latency">From sending to the answer's last byte.</param>
/// <param name="ServerMicroseconds">Processor time of the server for one call, in microseconds.</param>
/// <param name="AnswerBytes">Mean length of an answer's body in bytes.</param>
public sealed record FrontResult(
    string Call, string Way, double PerSecond, LatencySummary Latency, double ServerMicroseconds, double AnswerBytes);
