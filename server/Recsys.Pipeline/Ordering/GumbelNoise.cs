using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Ordering;

/// <summary>
/// Gumbel noise from a counter-based generator: a candidate's noise depends on the seed and its product id alone, so
/// that the page does not depend on the order of candidates, on threads or on which others were found.
/// </summary>
public static class GumbelNoise
{
    /// <summary>The noise of one candidate: −ln(−ln u), u uniform in (0, 1).</summary>
    /// <param name="seed">Seed of the request.</param>
    /// <param name="idHash">Hash of the product id (<see cref="IdHash"/>).</param>
    public static double At(ulong seed, ulong idHash)
    {
        ulong bits = IdHash.Mix(IdHash.Mix(seed + 0x9E3779B97F4A7C15) ^ idHash);
        // Half a step off the grid keeps u away from 0 and 1, where the logarithms are infinite.
        double uniform = ((bits >> 11) + 0.5) * (1.0 / (1UL << 53));
        return -Math.Log(-Math.Log(uniform));
    }
}
