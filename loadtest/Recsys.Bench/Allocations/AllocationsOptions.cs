namespace Recsys.Bench.Allocations;

/// <summary>What the measurement of allocations does.</summary>
public sealed record AllocationsOptions
{
    /// <summary>Calls of each kind that are measured, 100–1,000,000.</summary>
    public int Calls { get; init; } = 3_000;

    /// <summary>Calls of each kind before them, until code is compiled and pools are filled, 0–1,000,000.</summary>
    public int WarmUpCalls { get; init; } = 1_500;

    /// <summary>Candidate counts to recommend from, each 10–10,000.</summary>
    public IReadOnlyList<int> Candidates { get; init; } = [100, 500, 1_000];

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Calls is >= 100 and <= 1_000_000, nameof(Calls), "100 to 1000000");
        Require(WarmUpCalls is >= 0 and <= 1_000_000, nameof(WarmUpCalls), "0 to 1000000");
        Require(Candidates.All(count => count is >= 10 and <= 10_000), nameof(Candidates), "10 to 10000");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
