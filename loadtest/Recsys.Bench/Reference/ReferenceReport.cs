using System.Text;

namespace Recsys.Bench.Reference;

/// <summary>What the comparison with the reference architecture found.</summary>
/// <param name="Processors">Processors of the machine, shared by servers and client.</param>
/// <param name="Products">Products of the catalogue.</param>
/// <param name="Candidates">Candidates of each request.</param>
/// <param name="InFlight">Requests in flight where throughput was measured.</param>
/// <param name="Results">The servers; this one is the last.</param>
public sealed record ReferenceReport(
    int Processors, int Products, int Candidates, int InFlight, IReadOnlyList<ReferenceResult> Results)
{
    /// <summary>The report for people; × says how many times better this server is.</summary>
    public string ToText()
    {
        var ours = Results[^1];
        var text = new StringBuilder();
        text.AppendLine($"{Products:N0} products, {Candidates} candidates, the same models; servers and client share "
            + $"{Processors} processors. Times in ms.");
        text.AppendLine();
        text.AppendLine($"{"",-34} {"p50",8} {"×",6} {"p99",8} {"in server",9} {"×",6} {"req/s",8} {"CPU ms",8} "
            + $"{"req/s·core",10} {"×",6} {"MiB",7}");
        foreach (var result in Results)
            text.AppendLine($"{result.Server,-34} {Ms(result.Alone.P50Us),8} "
                + $"{result.Alone.P50Us / ours.Alone.P50Us,6:0.0} {Ms(result.Alone.P99Us),8} "
                + $"{Ms(result.ServerSide.P50Us),9} {result.ServerSide.P50Us / ours.ServerSide.P50Us,6:0.0} "
                + $"{result.PerSecond,8:0} {Ms(result.CpuMicroseconds),8} {result.PerSecondAndCore,10:0} "
                + $"{ours.PerSecondAndCore / result.PerSecondAndCore,6:0.0} {result.ResidentBytes >> 20,7}");
        text.AppendLine();
        text.AppendLine($"p50 and p99: one request at a time; req/s and CPU: {InFlight} in flight, the store's "
            + "processor time counted in.");
        foreach (var result in Results)
            text.AppendLine($"{result.Server}: " + string.Join(", ", result.StageMedians.Select(
                stage => $"{stage.Key} {Ms(stage.Value)}")));
        return text.ToString();
    }

    private static string Ms(double microseconds) => $"{microseconds / 1000:0.00}";
}
