using Recsys.LoadTest;

namespace Recsys.Cli.Commands.Bench.Growth;

/// <summary>What one size of shop takes.</summary>
internal sealed record GrowthPoint
{
    /// <summary>Products.</summary>
    public required int Products { get; init; }

    /// <summary>Customers.</summary>
    public required int Customers { get; init; }

    /// <summary>Seconds to make the shop; null where it was there.</summary>
    public required double? MakingSeconds { get; init; }

    /// <summary>Bytes of the shop on the disk.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Seconds from the start of the server's process until it is ready.</summary>
    public required double ReadySeconds { get; init; }

    /// <summary>Memory of the server when it is ready.</summary>
    public required long ReadyBytes { get; init; }

    /// <summary>Memory of the server after the load.</summary>
    public required long LoadedBytes { get; init; }

    /// <summary>The most it ever had.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The highest rate that held the target, in requests a second.</summary>
    public required double HighestRate { get; init; }

    /// <summary>The step at half of it: server-side stages and client-side latency.</summary>
    public required StepResult HalfLoad { get; init; }
}
