namespace Recsys.LoadTest;

/// <summary>What a load test measured, and how. Its JSON form is described in loadtest/README.md.</summary>
public sealed record LoadReport
{
    /// <summary>The form of the report; another number when a field changes its meaning or goes.</summary>
    public int FormatVersion { get; init; } = 2;

    /// <summary>The host, as it was named.</summary>
    public required string Host { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>"closed" or "open".</summary>
    public required string Loop { get; init; }

    /// <summary>The load in words.</summary>
    public required string Load { get; init; }

    /// <summary>Calls under way at once: always in the closed loop, at most in the open one.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Weights of the calls, by name.</summary>
    public required IReadOnlyDictionary<string, double> Mix { get; init; }

    /// <summary>Interactions in an ingested batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Different customers that could be asked for.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Different products that requests could be about; 0 where none was needed.</summary>
    public required int ProductCount { get; init; }

    /// <summary>Exponent of the Zipf law of customers.</summary>
    public required double CustomerZipf { get; init; }

    /// <summary>Exponent of the Zipf law of products.</summary>
    public required double ProductZipf { get; init; }

    /// <summary>Seed of arrivals, calls, customers and products.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where it was made.</summary>
    public LoadEnvironment? Environment { get; init; }

    /// <summary>The steps, in the order they ran, those of searches included.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }

    /// <summary>Searches for the highest rate.</summary>
    public required IReadOnlyList<RateSearchResult> Searches { get; init; }

    /// <summary>What a reader should know besides, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether it was ended before its end.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>The steps that were asked for, without those of searches.</summary>
    internal IEnumerable<StepResult> Sweep => Steps.Where(step => step.Kind == StepKinds.Sweep);
}
