namespace Recsys.LoadTest;

/// <summary>
/// What a load test does. Everything has a bound, so that a slip of the hand cannot flood a host for a day.
/// </summary>
public sealed record LoadTestOptions
{
    /// <summary>
    /// Requests under way at once at most, 1–1,024. In an open loop the load is the rate's, this its ceiling.
    /// </summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>
    /// Requests a second of the open loop, above 0 to 1,000,000, or null for the closed loop, in which each worker
    /// sends its next request when the last is answered.
    /// </summary>
    public double? RatePerSecond { get; init; }

    /// <summary>Measured requests of each step, 1–10,000,000, or null to go by time.</summary>
    public int? Requests { get; init; }

    /// <summary>Length of each step, above 0 to 3,600 s, or null to go by requests.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Requests before each step that are not measured, 0–100,000.</summary>
    public int WarmUpRequests { get; init; } = 200;

    /// <summary>Candidate counts to go through, one step each: 1–20 values of 10–10,000.</summary>
    public IReadOnlyList<int> CandidateCounts { get; init; } = [500];

    /// <summary>Products asked for in each request, 1–500.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>Customers to ask for; at least one.</summary>
    public required IReadOnlyList<string> CustomerIds { get; init; }

    /// <summary>Exponent of the Zipf law by which customers come back, 0–3; 0 asks for all of them alike.</summary>
    public double ZipfExponent { get; init; } = 1;

    /// <summary>Seed of the choice of customers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Requests after each step that ask for the server's own stage times, one at a time, 0–10,000.</summary>
    public int StageSamples { get; init; } = 100;

    /// <summary>Refuses options out of bounds.</summary>
    /// <exception cref="ArgumentException">Names the option and its bounds.</exception>
    public LoadTestOptions Checked()
    {
        Require(Concurrency is >= 1 and <= 1024, "Concurrency is 1 to 1024.");
        Require(RatePerSecond is null or (> 0 and <= 1_000_000), "The rate is above 0 to 1000000 requests a second.");
        Require(
            Requests is not null ^ Duration is not null, "Give either a number of requests or a number of seconds.");
        Require(Requests is null or (>= 1 and <= 10_000_000), "The number of requests is 1 to 10000000.");
        Require(
            Duration is null || (Duration > TimeSpan.Zero && Duration <= TimeSpan.FromHours(1)),
            "The number of seconds is above 0 to 3600.");
        Require(WarmUpRequests is >= 0 and <= 100_000, "Warm-up requests are 0 to 100000.");
        Require(CandidateCounts.Count is >= 1 and <= 20, "Candidate counts are a list of 1 to 20 numbers.");
        Require(CandidateCounts.All(count => count is >= 10 and <= 10_000), "Each candidate count is 10 to 10000.");
        Require(PageSize is >= 1 and <= 500, "The page size is 1 to 500.");
        Require(CustomerIds.Count > 0, "There is no customer to ask for: name some, or import customers first.");
        Require(ZipfExponent is >= 0 and <= 3, "The Zipf exponent is 0 to 3.");
        Require(StageSamples is >= 0 and <= 10_000, "Stage samples are 0 to 10000.");
        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
