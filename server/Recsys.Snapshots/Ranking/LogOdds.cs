using System.Numerics.Tensors;

namespace Recsys.Snapshots.Ranking;

/// <summary>Probabilities as log odds: logit(p) = ln(p / (1 − p)).</summary>
public static class LogOdds
{
    // Bounds log odds to about ±16.
    private const float Smallest = 1e-7f;

    // Computed for many at once, a part that stays in the nearest cache.
    private const int Part = 256;

    /// <summary>logit(p), p held away from 0 and 1.</summary>
    public static float Of(float probability)
    {
        float held = Math.Clamp(probability, Smallest, 1 - Smallest);
        return MathF.Log(held / (1 - held));
    }

    /// <summary>The probability of these log odds.</summary>
    public static float Probability(float logOdds) => 1 / (1 + MathF.Exp(-logOdds));

    /// <summary>Weighs the log odds of probabilities and adds to them.</summary>
    /// <param name="probabilities">In [0, 1]; changed in place.</param>
    /// <param name="weight">Multiplies the log odds, not below 0.</param>
    /// <param name="offsets">One for each, finite; none at all changes nothing, whatever the weight.</param>
    public static void Shift(Span<float> probabilities, float weight, ReadOnlySpan<float> offsets)
    {
        if (offsets.IsEmpty) return;
        Span<float> odds = stackalloc float[Part];
        for (int from = 0; from < probabilities.Length; from += Part)
        {
            var part = probabilities.Slice(from, Math.Min(Part, probabilities.Length - from));
            var logit = odds[..part.Length];
            TensorPrimitives.Clamp(part, Smallest, 1 - Smallest, part);
            TensorPrimitives.Subtract(1, part, logit);
            TensorPrimitives.Divide(part, logit, logit);
            TensorPrimitives.Log(logit, logit);
            TensorPrimitives.MultiplyAdd(logit, weight, offsets.Slice(from, part.Length), logit);
            TensorPrimitives.Sigmoid(logit, part);
        }
    }
}
