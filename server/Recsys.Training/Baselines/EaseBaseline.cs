using System.Numerics.Tensors;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>
/// EASE (Steck, 2019): the item-to-item weights B that best rebuild the binary matrix X from itself without using an
/// item for itself. With P = (XᵀX + λI)⁻¹, B = −P / diag(P) by column and 0 on the diagonal; a user's scores are x B.
/// </summary>
public sealed class EaseBaseline : IItemScorer
{
    /// <summary>Most items it is computed for: the matrix takes 4 n² bytes and n³ work.</summary>
    public const int MaxItems = 20_000;

    /// <summary>Regularisation λ, unless said otherwise.</summary>
    public const float DefaultLambda = 500;

    private readonly FeedbackMatrix _feedback;
    private readonly float[] _weights;

    /// <summary>Solves for the weights.</summary>
    /// <param name="feedback">Who interacted with what, at most <see cref="MaxItems"/> items.</param>
    /// <param name="lambda">Regularisation, above 0.</param>
    public EaseBaseline(FeedbackMatrix feedback, float lambda = DefaultLambda)
    {
        _feedback = feedback;
        _weights = EaseWeights.Solve(feedback, lambda);
    }

    /// <inheritdoc/>
    public string Name => "ease";

    /// <inheritdoc/>
    public void Score(int user, Span<float> scores)
    {
        scores.Clear();
        foreach (int item in _feedback.ItemsOf(user))
            TensorPrimitives.Add(scores, _weights.AsSpan(item * scores.Length, scores.Length), scores);
    }
}
