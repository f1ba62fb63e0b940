namespace Recsys.Training.Evaluation;

/// <summary>One customer to recommend to, and what they turned out to want.</summary>
/// <param name="User">The user's number in the training table.</param>
/// <param name="Relevant">Numbers, in the training table, of the products to find; at least one.</param>
/// <param name="RequestTimeMs">When they are asked about, in milliseconds since 1970-01-01 UTC.</param>
public sealed record EvaluationCase(int User, IReadOnlySet<int> Relevant, long RequestTimeMs = 0);
