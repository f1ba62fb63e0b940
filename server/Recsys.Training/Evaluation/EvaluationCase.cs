namespace Recsys.Training.Evaluation;

/// <summary>One customer to recommend to, and what they turned out to want.</summary>
/// <param name="User">The user's number in the training table.</param>
/// <param name="Relevant">Numbers, in the training table, of the products to find; at least one.</param>
public sealed record EvaluationCase(int User, IReadOnlySet<int> Relevant);
