namespace Recsys.Training.Evaluation;

/// <summary>What ways of training reached for some of the customers, or of the products.</summary>
public sealed record ReplaySliceReport
{
    /// <summary>What is told apart, as in <see cref="SliceReport"/>; <c>all</c> for the first.</summary>
    public required string Dimension { get; init; }

    /// <summary>What these have in common.</summary>
    public required string Name { get; init; }

    /// <summary>Different customers. Each counts once, by the mean of their measured days.</summary>
    public required int Customers { get; init; }

    /// <summary>Customers over measured days.</summary>
    public required int Requests { get; init; }

    /// <summary>The cut-off.</summary>
    public required int K { get; init; }

    /// <summary>One for each way of training.</summary>
    public required IReadOnlyList<ReplayResult> Results { get; init; }
}
