using Recsys.Snapshots.ItemToItem;

namespace Recsys.Snapshots.Als;

/// <summary>What implicit alternating least squares are fitted by, and how they are asked.</summary>
/// <param name="Alpha">α₀: what a product that was not met counts against one that was, above 0, up to 10.</param>
/// <param name="Lambda">λ: the regularisation for each that was met, above 0, up to 10.</param>
/// <param name="Weighting">What the products of a history count, and what the season does to the scores.</param>
public sealed record FactorSettings(float Alpha, float Lambda, HistoryWeighting Weighting)
{
    /// <summary>
    /// The regularisation of one vector, λ (|met| + α₀ |all|): that of Rendle et al. (2021) with ν = 1.
    /// </summary>
    /// <param name="lambda">λ.</param>
    /// <param name="met">What was met, weights added up.</param>
    /// <param name="alpha">α₀.</param>
    /// <param name="all">All there is to meet.</param>
    public static float Regularization(float lambda, float met, float alpha, int all) => lambda * (met + (alpha * all));

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        if (!(Alpha is > 0 and <= 10))
            throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, "α₀ is above 0, up to 10.");
        if (!(Lambda is > 0 and <= 10))
            throw new ArgumentOutOfRangeException(nameof(Lambda), Lambda, "λ is above 0, up to 10.");
        Weighting.Validate();
    }
}
