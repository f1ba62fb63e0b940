using System.Reflection;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Reports;

namespace Recsys.MicroBench;

/// <summary>
/// What the benchmarks found, beside one another and beside the machine's peak: as a table for people and as JSON.
/// </summary>
/// <param name="PeakGigaflops">Multiply-adds of one core, in 10⁹ operations per second; 0 where it was not
/// measured.</param>
/// <param name="PeakGigabytes">Memory read by one core, in 10⁹ bytes per second; 0 where it was not measured.</param>
/// <param name="Stages">The benchmarks, in the order they ran.</param>
public sealed record StageReport(double PeakGigaflops, double PeakGigabytes, IReadOnlyList<StageFigure> Stages)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
    };

    /// <summary>Takes the figures out of BenchmarkDotNet's summaries.</summary>
    public static StageReport Of(IEnumerable<Summary> summaries)
    {
        var reports = summaries.SelectMany(summary => summary.Reports).Where(report => report.Success).ToList();
        double multiply = Seconds(reports, nameof(MachinePeak.MultiplyAdd));
        double read = Seconds(reports, nameof(MachinePeak.Read));
        double flops = multiply > 0 ? MachinePeak.Operations / multiply / 1e9 : 0;
        double bytes = read > 0 ? MachinePeak.Bytes / read / 1e9 : 0;
        return new StageReport(flops, bytes, [.. reports.Select(report => Figure(report, reports, flops, bytes))]);
    }

    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"One core's peak: {PeakGigaflops:0} GFLOP/s, {PeakGigabytes:0.0} GB/s. × is how many times "
            + "faster than the first of its group; peak is the part of what the machine could do.");
        foreach (var group in Stages.GroupBy(stage => stage.Group))
        {
            text.AppendLine();
            text.AppendLine($"{group.Key,-24} {"median µs",12} {"×",8} {"GFLOP/s",8} {"GB/s",7} {"peak",6} "
                + $"{"bytes allocated",16}");
            foreach (var stage in group)
                text.AppendLine($"{stage.Name,-24} {stage.MedianUs,12:0.0} {stage.TimesFaster,8:0.0} "
                    + $"{Shown(stage.Gigaflops, "0.0"),8} {Shown(stage.Gigabytes, "0.0"),7} "
                    + $"{Shown(stage.PeakShare, "0 %"),6} {stage.AllocatedBytes,16:N0}");
        }
        return text.ToString();
    }

    /// <summary>The report for programs, in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    private static StageFigure Figure(
        BenchmarkReport report, IReadOnlyList<BenchmarkReport> all, double flops, double bytes)
    {
        var method = report.BenchmarkCase.Descriptor.WorkloadMethod;
        double seconds = SecondsOf(report);
        var first = all.First(other => other.BenchmarkCase.Descriptor.Type == report.BenchmarkCase.Descriptor.Type);
        var work = method.GetCustomAttribute<StageWorkAttribute>();
        double gigaflops = (work?.Operations ?? 0) / seconds / 1e9, gigabytes = (work?.Bytes ?? 0) / seconds / 1e9;
        // What holds a stage up is what it comes nearest to.
        double share = Math.Max(flops > 0 ? gigaflops / flops : 0, bytes > 0 ? gigabytes / bytes : 0);
        return new StageFigure(
            report.BenchmarkCase.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal), method.Name,
            seconds * 1e6, IsPeak(report) ? 1 : SecondsOf(first) / seconds, gigaflops, gigabytes, share,
            (long)(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
    }

    // The peaks are of different things and compare with nothing.
    private static bool IsPeak(BenchmarkReport report) =>
        report.BenchmarkCase.Descriptor.Type == typeof(MachinePeak);

    private static double Seconds(IEnumerable<BenchmarkReport> reports, string method) => reports
        .Where(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
            && report.BenchmarkCase.Descriptor.Type == typeof(MachinePeak))
        .Select(SecondsOf).FirstOrDefault();

    private static double SecondsOf(BenchmarkReport report) => report.ResultStatistics!.Median / 1e9;

    private static string Shown(double value, string format) => value > 0 ? value.ToString(format) : "";
}
