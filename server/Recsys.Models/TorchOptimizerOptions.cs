namespace Recsys.Models;

/// <summary>How a trainer changes parameters.</summary>
public sealed record TorchOptimizerOptions
{
    /// <summary>Learning rate of dense parameters (AdamW); finite, 0 or above.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decoupled weight decay of dense parameters; finite, 0 or above.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// Learning rate of sparse tables; finite, 0 or above. About 0.05 suits row-wise Adagrad, 0.001 lazy Adam.
    /// </summary>
    public double SparseLearningRate { get; init; } = 0.05;

    /// <summary>How sparse tables are updated.</summary>
    public TorchSparseRule SparseRule { get; init; } = TorchSparseRule.RowWiseAdagrad;

    /// <summary>Decay of the first moment, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator; finite, above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;
}
