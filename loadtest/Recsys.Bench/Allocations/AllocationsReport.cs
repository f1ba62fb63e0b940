using System.Text;

namespace Recsys.Bench.Allocations;

/// <summary>What the measurement of allocations found.</summary>
/// <param name="Calls">Calls of each kind.</param>
/// <param name="Results">Each kind of call.</param>
public sealed record AllocationsReport(int Calls, IReadOnlyList<AllocationResult> Results)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Calls} calls of each kind, one after the other; the health check is what the gRPC layer and "
            + "Kestrel take.");
        text.AppendLine($"{"call",-18} {"candidates",10} {"bytes/call",11} {"CPU µs",8} {"answer",8}");
        foreach (var result in Results)
            text.AppendLine($"{result.Call,-18} {(result.Candidates > 0 ? result.Candidates : ""),10} "
                + $"{result.BytesPerCall,11:0} {result.CpuMicroseconds,8:0} {result.AnswerBytes,8:0}");
        return text.ToString();
    }
}
