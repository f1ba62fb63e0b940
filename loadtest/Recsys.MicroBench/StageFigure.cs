namespace Recsys.MicroBench;

/// <summary>What one benchmark found.</summary>
/// <param name="Group">The stage.</param>
/// <param name="Name">The way it is done.</param>
/// <param name="MedianUs">Median of a call, in microseconds.</param>
/// <param name="TimesFaster">How many times faster than the first of its group.</param>
/// <param name="Gigaflops">Necessary operations per second, 10⁹; 0 where none are counted.</param>
/// <param name="Gigabytes">Necessary bytes of memory per second, 10⁹; 0 where none are counted.</param>
/// <param name="PeakShare">Part of the machine's peak, 0–1, of whichever is nearer; 0 where nothing is counted.</param>
/// <param name="AllocatedBytes">Managed bytes that a call allocates.</param>
public sealed record StageFigure(
    string Group, string Name, double MedianUs, double TimesFaster, double Gigaflops, double Gigabytes,
    double PeakShare, long AllocatedBytes);
