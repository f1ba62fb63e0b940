using System.Globalization;

namespace Recsys.Snapshots.Ranking;

/// <summary>Which way a version's ranker is computed, and why.</summary>
/// <param name="IsFused">Whether in kernels of our own; else by libtorch.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Difference">Largest difference of a score from TorchScript's on real products; NaN where none was
/// compared.</param>
/// <param name="Compared">Scores that were compared.</param>
public sealed record RankerRoute(bool IsFused, string Reason, double Difference, int Compared)
{
    /// <summary>Scores may differ by less than this from TorchScript's for the kernels to serve.</summary>
    public const double Allowed = 1e-4;

    /// <summary>The outcome of a comparison.</summary>
    /// <param name="registers">Bits of the registers that the kernels use.</param>
    /// <param name="difference">The largest difference; not a number where any score was none.</param>
    /// <param name="compared">Scores compared.</param>
    public static RankerRoute Of(int registers, double difference, int compared)
    {
        string found = string.Create(
            CultureInfo.InvariantCulture, $"{difference:0.0e-0} at most over {compared} scores of real products");
        return difference < Allowed
            ? new RankerRoute(
                true, $"fused kernels of {registers} bits; they differ from TorchScript by {found}", difference,
                compared)
            : new RankerRoute(
                false, $"libtorch: the fused kernels would differ from TorchScript by {found}", difference, compared);
    }

    /// <summary>A module that the kernels do not know.</summary>
    /// <param name="reason">What is different about it.</param>
    public static RankerRoute Unknown(string reason) =>
        new(false, $"libtorch: the module is no DLRM as described, {reason}", double.NaN, 0);

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
