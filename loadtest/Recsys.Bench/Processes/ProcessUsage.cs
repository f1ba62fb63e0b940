using System.Globalization;

namespace Recsys.Bench.Processes;

/// <summary>What a process has used so far, from /proc.</summary>
/// <param name="CpuSeconds">Processor time of all its threads.</param>
/// <param name="ResidentBytes">Memory it holds now.</param>
/// <param name="PeakResidentBytes">The most it ever held.</param>
public sealed record ProcessUsage(double CpuSeconds, long ResidentBytes, long PeakResidentBytes)
{
    /// <summary>Reads it; all zero where there is no /proc.</summary>
    public static ProcessUsage Of(int processId)
    {
        string folder = $"/proc/{processId}";
        if (!File.Exists($"{folder}/stat")) return new ProcessUsage(0, 0, 0);
        // The name in brackets may hold spaces; times are counted in hundredths of a second on Linux.
        string[] stat = File.ReadAllText($"{folder}/stat").Split(") ")[^1].Split(' ');
        double ticks = double.Parse(stat[11], CultureInfo.InvariantCulture)
            + double.Parse(stat[12], CultureInfo.InvariantCulture);
        string[] status = File.ReadAllLines($"{folder}/status");
        return new ProcessUsage(ticks / 100, KiB(status, "VmRSS:") << 10, KiB(status, "VmHWM:") << 10);
    }

    private static long KiB(string[] status, string name)
    {
        string? line = status.FirstOrDefault(text => text.StartsWith(name, StringComparison.Ordinal));
        return line is null
            ? 0
            : long.Parse(line[name.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture);
    }
}
