using System.Diagnostics;

namespace Recsys.Training;

/// <summary>Notes what the stages of a training cost, among its metrics.</summary>
/// <param name="metrics">Where it is noted.</param>
internal sealed class StageTimes(Dictionary<string, double> metrics)
{
    /// <summary>The metric of the most memory that the process had, in MiB.</summary>
    public const string PeakMemory = "peak_memory_mib";

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _processorTime = Environment.CpuUsage.TotalTime;

    /// <summary>Ends a stage; what follows is the next one.</summary>
    public void End(string stage)
    {
        var processorTime = Environment.CpuUsage.TotalTime;
        metrics[$"seconds_{stage}"] = Math.Round(_clock.Elapsed.TotalSeconds, 3);
        // On a machine that does other things, too, this is what the work costs.
        metrics[$"cpu_seconds_{stage}"] = Math.Round((processorTime - _processorTime).TotalSeconds, 3);
        _processorTime = processorTime;
        using var process = Process.GetCurrentProcess();
        metrics[PeakMemory] = Math.Round(process.PeakWorkingSet64 / 1048576.0);
        _clock.Restart();
    }
}
