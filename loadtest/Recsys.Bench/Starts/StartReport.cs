using System.Text;

namespace Recsys.Bench.Starts;

/// <summary>What the measurement of starts found.</summary>
/// <param name="Processors">Processors of the machine, shared by server and client.</param>
/// <param name="Rounds">Starts with each settings.</param>
/// <param name="Calls">Calls one after the other behind each.</param>
/// <param name="Results">The best of each figure over the rounds.</param>
public sealed record StartReport(int Processors, int Rounds, int Calls, IReadOnlyList<StartResult> Results)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"The best of {Rounds} starts; server and client share {Processors} processors. {Calls} calls "
            + "of RecommendForUser (10 of 500), one after the other, then several at once. ms, MiB.");
        text.AppendLine($"{"settings",-22} {"start",7} {"first",7} {"2nd-10th",9} {"last ten",9} "
            + $"{"calls/s",8} {"p50",7} {"p99",7} {"CPU",7} {"memory",7}");
        foreach (var result in Results)
            text.AppendLine($"{result.Variant,-22} {result.StartMs,7:0} {result.FirstMs,7:0.00} "
                + $"{result.EarlyMs,9:0.00} {result.LateMs,9:0.00} {result.PerSecond,8:0} {result.P50Ms,7:0.00} "
                + $"{result.P99Ms,7:0.00} {result.CpuMs,7:0.00} {result.ResidentMiB,7:0}");
        return text.ToString();
    }
}
