namespace Recsys.Training.Als;

/// <summary>How much a model of implicit alternating least squares is worth.</summary>
/// <param name="Dimension">Most numbers of a vector.</param>
/// <param name="Iterations">Times that either side is solved for.</param>
/// <param name="Work">Most multiplications and additions of an iteration; two cores come to about 15 G/s.</param>
internal readonly record struct AlsEffort(int Dimension, int Iterations, double Work)
{
    /// <summary>
    /// A model that serves. Of sparse data the last numbers of a vector are long in coming: there twelve iterations
    /// find some hundredths more than four.
    /// </summary>
    public static AlsEffort Full => new(384, 12, 5e10);

    /// <summary>A model that tells settings apart, as a larger one would.</summary>
    public static AlsEffort Trial => new(64, 3, 5e9);
}
