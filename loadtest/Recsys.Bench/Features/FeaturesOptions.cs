namespace Recsys.Bench.Features;

/// <summary>What the comparison with Redis does.</summary>
public sealed record FeaturesOptions
{
    /// <summary>Products that features are of, 1,000–10,000,000.</summary>
    public int Products { get; init; } = 100_000;

    /// <summary>Products read at once, as one request reads them, 1–10,000.</summary>
    public int Candidates { get; init; } = 500;

    /// <summary>Requests measured for each way of reading, 10–1,000,000.</summary>
    public int Rounds { get; init; } = 2_000;

    /// <summary>Length of each measurement of ingestion in seconds, 1–600.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>Interactions in a batch, 1–10,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>Seed of what is read and written.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The program of Redis; null looks for redis-server where programs are.</summary>
    public string? RedisServer { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Products is >= 1_000 and <= 10_000_000, nameof(Products), "1000 to 10000000");
        Require(Candidates is >= 1 and <= 10_000, nameof(Candidates), "1 to 10000");
        Require(Rounds is >= 10 and <= 1_000_000, nameof(Rounds), "10 to 1000000");
        Require(Seconds is >= 1 and <= 600, nameof(Seconds), "1 to 600");
        Require(BatchSize is >= 1 and <= 10_000, nameof(BatchSize), "1 to 10000");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
