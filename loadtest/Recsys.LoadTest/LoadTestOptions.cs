using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest;

/// <summary>
/// What a load test does. Everything has a bound, so that a slip of the hand cannot flood a host for a day.
/// </summary>
public sealed record LoadTestOptions
{
    /// <summary>Workers of the closed loop: requests always under way, 1–1,024.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>
    /// The open loop's arrivals, or null for the closed loop, in which each worker sends its next request when the last
    /// is answered.
    /// </summary>
    public ArrivalProfile? Arrivals { get; init; }

    /// <summary>How the open loop's requests follow one another.</summary>
    public ArrivalSpacing Spacing { get; init; } = ArrivalSpacing.Poisson;

    /// <summary>
    /// Requests of the open loop under way at once at most, 1–100,000. One that is due when so many are out is not sent
    /// but counted.
    /// </summary>
    public int InFlightLimit { get; init; } = 1_000;

    /// <summary>
    /// Measured requests of each step, 1–10,000,000, or null to go by time alone. With a duration, whichever is reached
    /// first ends the step.
    /// </summary>
    public int? Requests { get; init; }

    /// <summary>Length of each step, above 0 to 3,600 s, or null to go by requests alone.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Requests before each step that are not measured, 0–100,000.</summary>
    public int WarmUpRequests { get; init; } = 200;

    /// <summary>Candidate counts to go through: 1–20 values of 10–10,000.</summary>
    public IReadOnlyList<int> CandidateCounts { get; init; } = [500];

    /// <summary>Products asked for in each request, to go through: 1–20 values of 1–500.</summary>
    public IReadOnlyList<int> PageSizes { get; init; } = [10];

    /// <summary>
    /// Loads to go through with each candidate count and page size, evenly or Poisson spaced: at most 50; parts need
    /// <see cref="FindRate"/>, which measures half load when this is empty.
    /// </summary>
    public IReadOnlyList<LoadLevel> Rates { get; init; } = [];

    /// <summary>Looks for the highest rate that holds this, first; null looks for none.</summary>
    public RateTarget? FindRate { get; init; }

    /// <summary>How the search goes.</summary>
    public RateSearchOptions Search { get; init; } = new();

    /// <summary>How often each call comes.</summary>
    public LoadMix Mix { get; init; } = LoadMix.RecommendOnly;

    /// <summary>Interactions in an ingested batch, 1–1,000.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>Customers to ask for; at least one where the mix has calls about customers.</summary>
    public IdList Customers { get; init; } = IdList.Of([]);

    /// <summary>
    /// Products that the mix's similar products and interactions are about; null where there are none.
    /// </summary>
    public IdList? Products { get; init; }

    /// <summary>Exponent of the Zipf law by which customers come back, 0–3; 0 asks for all of them alike.</summary>
    public double CustomerZipf { get; init; } = 1;

    /// <summary>Exponent of the Zipf law by which products come back, 0–3.</summary>
    public double ProductZipf { get; init; } = 1;

    /// <summary>Seed of arrivals, calls, customers and products.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Every how many calls the server is asked for its own times: 1 always, 0 never, to 1,000,000.</summary>
    public int TimingEvery { get; init; } = 1;

    /// <summary>Requests to send instead of made ones, at their own times; null makes them.</summary>
    public RequestRecording? Recording { get; init; }

    /// <summary>How many times faster than recorded they go, 0.001–1,000.</summary>
    public double RecordingSpeed { get; init; } = 1;

    /// <summary>Where the measured requests are kept for a recording; null keeps none.</summary>
    public RequestRecorder? Recorder { get; init; }

    /// <summary>How long calls may take, 1 ms – 10 minutes: how long is waited for the last ones of a step.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether requests leave on a schedule.</summary>
    public bool IsOpenLoop => Arrivals is not null || Recording is not null || Rates.Count > 0 || FindRate is not null;

    /// <summary>Refuses options out of bounds.</summary>
    /// <exception cref="ArgumentException">Names the option and its bounds.</exception>
    public LoadTestOptions Checked()
    {
        Require(Concurrency is >= 1 and <= 1024, "Concurrency is 1 to 1024.");
        Require(InFlightLimit is >= 1 and <= 100_000, "The limit of requests in flight is 1 to 100000.");
        Require(
            Requests is not null || Duration is not null || Recording is not null,
            "Give a number of requests or a number of seconds.");
        Require(Requests is null or (>= 1 and <= 10_000_000), "The number of requests is 1 to 10000000.");
        Require(
            Duration is null || (Duration > TimeSpan.Zero && Duration <= TimeSpan.FromHours(1)),
            "The number of seconds is above 0 to 3600.");
        Require(WarmUpRequests is >= 0 and <= 100_000, "Warm-up requests are 0 to 100000.");
        Require(CandidateCounts.Count is >= 1 and <= 20, "Candidate counts are a list of 1 to 20 numbers.");
        Require(CandidateCounts.All(count => count is >= 10 and <= 10_000), "Each candidate count is 10 to 10000.");
        Require(PageSizes.Count is >= 1 and <= 20, "Page sizes are a list of 1 to 20 numbers.");
        Require(PageSizes.All(size => size is >= 1 and <= 500), "Each page size is 1 to 500.");
        Require(CustomerZipf is >= 0 and <= 3, "The Zipf exponent of customers is 0 to 3.");
        Require(ProductZipf is >= 0 and <= 3, "The Zipf exponent of products is 0 to 3.");
        Require(BatchSize is >= 1 and <= 1000, "A batch has 1 to 1000 interactions.");
        Require(TimingEvery is >= 0 and <= 1_000_000, "Every 0 to 1000000 calls the server is asked for its times.");
        Require(RecordingSpeed is >= 0.001 and <= 1000, "A recording is played 0.001 to 1000 times as fast.");
        Require(
            Deadline >= TimeSpan.FromMilliseconds(1) && Deadline <= TimeSpan.FromMinutes(10),
            "The deadline is 1 ms to 10 minutes.");
        CheckLoad();
        CheckWho();
        return this;
    }

    private void CheckLoad()
    {
        Arrivals?.Check();
        Mix.Check();
        Search.Check();
        Require(Rates.Count <= 50, "Rates are a list of at most 50.");
        foreach (var level in Rates) level.Check();
        Require(
            FindRate is not null || Rates.All(level => !level.IsFraction),
            "A part of the highest rate needs a target to find that rate by, such as p99=20ms.");
        int kinds = (Arrivals is null ? 0 : 1) + (Recording is null ? 0 : 1)
            + (Rates.Count > 0 || FindRate is not null ? 1 : 0);
        Require(kinds <= 1, "Give one load: a rate, a list of rates or a target to find the rate of, or a recording.");
    }

    private void CheckWho()
    {
        if (Recording is not null) return;
        Require(
            Mix is { Recommend: 0, Ingest: 0 } || Customers.Count > 0,
            "There is no customer to ask for: name some, or import customers first.");
        Require(
            Mix is { Similar: 0, Ingest: 0 } || Products is { Count: > 0 },
            "There is no product: the mix has calls that need some. Name them, or import products first.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
