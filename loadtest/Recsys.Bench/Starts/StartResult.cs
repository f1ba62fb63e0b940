namespace Recsys.Bench.Starts;

/// <summary>One start and what came behind it, or the best of several.</summary>
/// <param name="Variant">The settings.</param>
/// <param name="StartMs">From the process's start until it said that it is ready.</param>
/// <param name="FirstMs">Latency of the first call.</param>
/// <param name="EarlyMs">Median latency of the second to tenth call.</param>
/// <param name="LateMs">Median latency of the last ten calls.</param>
/// <param name="PerSecond">Calls answered in a second, several at once; 0 where that was not measured.</param>
/// <param name="P50Ms">Their median latency.</param>
/// <param name="P99Ms">What 99 % of them stayed within.</param>
/// <param name="CpuMs">Processor time of the server for one of them.</param>
/// <param name="ResidentMiB">Memory of the process behind all calls.</param>
public sealed record StartResult(
    string Variant, double StartMs, double FirstMs, double EarlyMs, double LateMs, double PerSecond, double P50Ms,
    double P99Ms, double CpuMs, double ResidentMiB)
{
    /// <summary>The best of each figure: what else a machine does can only make it worse.</summary>
    public static StartResult BestOf(IReadOnlyList<StartResult> starts)
    {
        ArgumentNullException.ThrowIfNull(starts);
        return new StartResult(
            starts[0].Variant, starts.Min(one => one.StartMs), starts.Min(one => one.FirstMs),
            starts.Min(one => one.EarlyMs), starts.Min(one => one.LateMs), starts.Max(one => one.PerSecond),
            starts.Min(one => one.P50Ms), starts.Min(one => one.P99Ms), starts.Min(one => one.CpuMs),
            starts.Min(one => one.ResidentMiB));
    }

    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
