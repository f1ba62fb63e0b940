using Recsys.Pipeline;

namespace Recsys.Training.Tuning;

/// <summary>How settings are searched for.</summary>
public sealed record TuningOptions
{
    /// <summary>Seed of what is drawn: the same seed draws the same settings in the same order.</summary>
    public int Seed { get; init; } = 20101201;

    /// <summary>Time after which the search ends, above 0; a trial under way is given up.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Most settings that are tried, 1–10,000, the default ones among them.</summary>
    public int Trials { get; init; } = 200;

    /// <summary>Whether products of a customer's history may be recommended and count as found.</summary>
    public bool RepeatPurchases { get; init; }

    /// <summary>The metric is ndcg at this cut-off, 1–500.</summary>
    public int Cutoff { get; init; } = 20;

    /// <summary>Candidates each request retrieves, 10–10,000.</summary>
    public int CandidateCount { get; init; } = 500;

    /// <summary>Most customers that a trial is measured with; beyond it, this many are drawn by the seed.</summary>
    public int MaxCustomers { get; init; } = 2_000;

    /// <summary>What the search starts from, and what holds for settings that it does not draw.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Refuses options out of range.</summary>
    /// <exception cref="ArgumentException">Names the option and its range.</exception>
    public void Validate()
    {
        Require(Budget > TimeSpan.Zero, "The budget must be above 0.");
        Require(Trials is >= 1 and <= 10_000, "Trials must be 1 to 10,000.");
        Require(Cutoff is >= 1 and <= PipelineLimits.MaxPageSize,
            $"The cut-off must be 1 to {PipelineLimits.MaxPageSize}.");
        Require(CandidateCount is >= PipelineLimits.MinCandidateCount and <= PipelineLimits.MaxCandidateCount,
            $"The candidate count is {PipelineLimits.MinCandidateCount} to {PipelineLimits.MaxCandidateCount}.");
        Require(MaxCustomers >= 1, "At least one customer must be measured.");
        Training.Validate();
    }

    private static void Require(bool met, string message)
    {
        if (!met) throw new ArgumentException(message);
    }
}
