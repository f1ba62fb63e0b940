using Recsys.Pipeline;

namespace Recsys.Training.Evaluation;

/// <summary>What is measured, and how.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Cut-offs, 1–10 of them, each 1–500.</summary>
    public IReadOnlyList<int> Cutoffs { get; init; } = [10, 20, 50];

    /// <summary>Whether products of the customer's training history may be recommended and count as found.</summary>
    public bool RepeatPurchases { get; init; }

    /// <summary>Candidates each request retrieves, 10–10,000.</summary>
    public int CandidateCount { get; init; } = 500;

    /// <summary>Products drawn per product bought to measure the ranker's AUC and log-loss, 1–1,000.</summary>
    public int NegativesPerPositive { get; init; } = 20;

    /// <summary>Seed of all draws of the evaluation.</summary>
    public int Seed { get; init; } = 20110601;

    /// <summary>Most customers that are measured; beyond it, this many are drawn by the seed. At least 1.</summary>
    public int MaxCustomers { get; init; } = int.MaxValue;

    /// <summary>Draws of the bootstrap that intervals come from, 100–100,000.</summary>
    public int BootstrapDraws { get; init; } = 1_000;

    /// <summary>Whether the pipeline is measured without each of its sources and stages, too.</summary>
    public bool Ablation { get; init; }

    /// <summary>How the models are trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Refuses options out of range.</summary>
    /// <exception cref="ArgumentException">Names the option and its range.</exception>
    public void Validate()
    {
        Require(Cutoffs.Count is >= 1 and <= 10 && Cutoffs.All(k => k is >= 1 and <= PipelineLimits.MaxPageSize),
            $"Cut-offs are 1 to 10 numbers from 1 to {PipelineLimits.MaxPageSize}.");
        Require(CandidateCount is >= PipelineLimits.MinCandidateCount and <= PipelineLimits.MaxCandidateCount,
            $"The candidate count is {PipelineLimits.MinCandidateCount} to {PipelineLimits.MaxCandidateCount}.");
        Require(NegativesPerPositive is >= 1 and <= 1_000, "Negatives per positive are 1 to 1,000.");
        Require(BootstrapDraws is >= 100 and <= 100_000, "Draws of the bootstrap are 100 to 100,000.");
        Require(MaxCustomers >= 1, "At least one customer must be measured.");
        Training.Validate();
    }

    private static void Require(bool met, string message)
    {
        if (!met) throw new ArgumentException(message);
    }
}
