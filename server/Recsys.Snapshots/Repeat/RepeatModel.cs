namespace Recsys.Snapshots.Repeat;

/// <summary>
/// The chance that a customer buys a product again within the horizon: logistic regression on
/// <see cref="RepeatFeatures"/>, a hazard whose clock is the personal interval. What concerns the product alone is
/// summed up beforehand as one number each. By model row; immutable.
/// </summary>
public sealed class RepeatModel
{
    private readonly float[] _weights;
    private readonly float[] _logIntervals;
    private readonly float[] _biases;

    /// <summary>Makes a model of its columns, which are kept, not copied.</summary>
    /// <param name="anyType">Whether every event counts as a purchase.</param>
    /// <param name="weights">One weight for each of <see cref="RepeatFeatures.Personal"/> columns.</param>
    /// <param name="logIntervals">Log of the days after which each product is bought again, and last that of a product
    /// the model does not know.</param>
    /// <param name="biases">The rest of the log odds, likewise.</param>
    /// <exception cref="InvalidDataException">The columns do not fit together, or a number is not finite.</exception>
    public RepeatModel(bool anyType, float[] weights, float[] logIntervals, float[] biases)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(logIntervals);
        ArgumentNullException.ThrowIfNull(biases);
        if (weights.Length != RepeatFeatures.Personal || logIntervals.Length == 0
            || biases.Length != logIntervals.Length)
            throw new InvalidDataException("The columns of repeat purchase differ in length.");
        foreach (float[] column in (float[][])[weights, logIntervals, biases])
            foreach (float value in column)
                if (!float.IsFinite(value))
                    throw new InvalidDataException("A number of repeat purchase is not finite.");
        AnyType = anyType;
        (_weights, _logIntervals, _biases) = (weights, logIntervals, biases);
    }

    /// <summary>Whether every event counts as a purchase: for shops where nobody buys or rates.</summary>
    public bool AnyType { get; }

    /// <summary>Products.</summary>
    public int Count => _biases.Length - 1;

    internal ReadOnlySpan<float> Weights => _weights;

    internal ReadOnlySpan<float> LogIntervals => _logIntervals;

    internal ReadOnlySpan<float> Biases => _biases;

    /// <summary>The chance that a customer buys one of the own products again.</summary>
    /// <param name="own">The customer's purchases.</param>
    /// <param name="at">The product's place among them.</param>
    /// <param name="modelRow">Its model row, or −1 for one the model does not know.</param>
    /// <returns>In (0, 1).</returns>
    public float Chance(OwnPurchases own, int at, int modelRow)
    {
        ArgumentNullException.ThrowIfNull(own);
        int product = (uint)modelRow < (uint)Count ? modelRow : Count;
        Span<float> features = stackalloc float[RepeatFeatures.Personal];
        own.Fill(at, _logIntervals[product], features);
        float odds = _biases[product];
        for (int i = 0; i < features.Length; i++) odds += _weights[i] * features[i];
        return 1 / (1 + MathF.Exp(-Math.Clamp(odds, -30, 30)));
    }
}
