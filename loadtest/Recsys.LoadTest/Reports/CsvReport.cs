using System.Globalization;
using System.Text;

namespace Recsys.LoadTest.Reports;

/// <summary>A report as comma-separated values: one line for each step, its columns always the same.</summary>
public static class CsvReport
{
    private const string Header =
        "loop,concurrency,rate_per_second,candidate_count,requests,failures,seconds,answered_per_second,"
        + "mean_us,p50_us,p90_us,p99_us,p999_us,max_us,send_delay_p50_us,send_delay_p99_us";

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
                report.Loop, report.Concurrency, Number(report.RatePerSecond), step.CandidateCount, step.Requests,
                step.Failures.Values.Sum(), Number(step.Seconds), Number(step.AnsweredPerSecond),
                Number(latency.MeanUs), Number(latency.P50Us), Number(latency.P90Us), Number(latency.P99Us),
                Number(latency.P999Us), Number(latency.MaxUs), Number(step.SendDelay.P50Us),
                Number(step.SendDelay.P99Us),
            }).Append('\n');
        }
        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
