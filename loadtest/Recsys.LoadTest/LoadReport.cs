namespace Recsys.LoadTest;

/// <summary>What a load test measured, and how.</summary>
public sealed record LoadReport
{
    /// <summary>The host, as it was named.</summary>
    public required string Host { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>"closed" or "open".</summary>
    public required string Loop { get; init; }

    /// <summary>Requests under way at once at most.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Requests a second that were due, or null in the closed loop.</summary>
    public required double? RatePerSecond { get; init; }

    /// <summary>Different customers that could be asked for.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Exponent of the Zipf law of customers.</summary>
    public required double ZipfExponent { get; init; }

    /// <summary>Seed of the choice of customers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The steps, in the order they ran.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }
}
