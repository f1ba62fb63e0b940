using System.Text;

namespace Recsys.Bench.Fronts;

/// <summary>What the measurement of the fronts found.</summary>
/// <param name="Processors">Processors of the machine, shared by server and client.</param>
/// <param name="InFlight">Calls under way at any time.</param>
/// <param name="Results">Each call by each way; native gRPC is the first of each call.</param>
public sealed record FrontsReport(int Processors, int InFlight, IReadOnlyList<FrontResult> Results)
{
    /// <summary>The report for people; × is against native gRPC in the same run.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"Server and client share {Processors} processors, {InFlight} calls in flight, one HTTP client "
            + "for all. Latencies in ms, server's processor time in µs.");
        foreach (var call in Results.GroupBy(result => result.Call))
        {
            var native = call.First();
            text.AppendLine();
            text.AppendLine(
                $"{call.Key,-34} {"calls/s",9} {"×",6} {"p50",8} {"p99",8} {"CPU/call",9} {"×",6} {"bytes",8}");
            foreach (var result in call)
                text.AppendLine($"{result.Way,-34} {result.PerSecond,9:0} {result.PerSecond / native.PerSecond,6:0.00} "
                    + $"{result.Latency.P50Us / 1000,8:0.00} {result.Latency.P99Us / 1000,8:0.00} "
                    + $"{result.ServerMicroseconds,9:0} {result.ServerMicroseconds / native.ServerMicroseconds,6:0.00} "
                    + $"{result.AnswerBytes,8:0}");
        }
        return text.ToString();
    }
}
