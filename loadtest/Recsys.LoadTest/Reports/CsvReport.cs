using System.Globalization;
using System.Text;

namespace Recsys.LoadTest.Reports;

/// <summary>A report as comma-separated values: one line for each step, its columns always the same.</summary>
public static class CsvReport
{
    private const string Header =
        "kind,loop,load,rate_per_second,load_fraction,candidate_count,page_size,requests,not_sent,failures,seconds,"
        + "answered_per_second,mean_us,p50_us,p90_us,p99_us,p999_us,p9999_us,max_us,send_delay_p50_us,"
        + "send_delay_p99_us,server_p50_us,server_p99_us,generator_cpu_us";

    /// <summary>Writes the lines, the header first.</summary>
    public static string Of(LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder().Append(Header).Append('\n');
        foreach (var step in report.Steps)
        {
            var latency = step.Latency;
            text.AppendJoin(',', new object?[]
            {
                step.Kind, report.Loop, step.Load, Number(step.RatePerSecond), Number(step.LoadFraction),
                step.CandidateCount, step.PageSize, step.Requests, step.NotSent, step.FailureCount,
                Number(step.Seconds), Number(step.AnsweredPerSecond), Number(latency.MeanUs), Number(latency.P50Us),
                Number(latency.P90Us), Number(latency.P99Us), Number(latency.P999Us), Number(latency.P9999Us),
                Number(latency.MaxUs), Number(step.SendDelay.P50Us), Number(step.SendDelay.P99Us),
                Number(step.ServerTotal?.Time.P50Us), Number(step.ServerTotal?.Time.P99Us),
                Number(step.GeneratorCpuUs),
            }).Append('\n');
        }
        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
