using System.Globalization;

namespace Recsys.Snapshots.Ranking;

/// <summary>Which way a version's ranker is computed, and why.</summary>
/// <param name="IsFused">Whether in kernels of our own; else by libtorch.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Difference">Largest difference of a score from TorchScript's on real products; NaN where none was
/// compared.</param>
/// <param name="ScreeningError">Largest difference, in log odds, of a score of 8 bits; NaN where there is
/// none.</param>
/// <param name="Compared">Scores that were compared.</param>
public sealed record RankerRoute(
    bool IsFused, string Reason, double Difference, double ScreeningError, int Compared)
{
    /// <summary>Scores may differ by less than this from TorchScript's for the kernels to serve.</summary>
    public const double Allowed = 1e-4;

    /// <summary>Log odds of 8 bits may be off by less than this: with more, too many would have to be scored twice.
    /// </summary>
    public const double AllowedScreening = 0.25;

    /// <summary>Whether candidates are looked through with 8 bits a number first.</summary>
    public bool CanScreen => IsFused && ScreeningError < AllowedScreening;

    /// <summary>The outcome of a comparison.</summary>
    /// <param name="registers">Bits of the registers that the kernels use.</param>
    /// <param name="difference">What was found.</param>
    public static RankerRoute Of(int registers, RankerDifference difference)
    {
        var (largest, screening, compared) = difference;
        string found = string.Create(
            CultureInfo.InvariantCulture, $"{largest:0.0e-0} at most over {compared} scores of real products");
        if (!(largest < Allowed))
            return new RankerRoute(
                false, $"libtorch: the fused kernels would differ from TorchScript by {found}", largest, screening,
                compared);
        string screened = screening < AllowedScreening
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; candidates are screened with 8 bits, off by {screening:0.0e-0} at most in log odds")
            : "; all candidates are scored with 32 bits";
        return new RankerRoute(
            true, $"fused kernels of {registers} bits; they differ from TorchScript by {found}{screened}", largest,
            screening, compared);
    }

    /// <summary>A module that the kernels do not know.</summary>
    /// <param name="reason">What is different about it.</param>
    public static RankerRoute Unknown(string reason) =>
        new(false, $"libtorch: no kernels for this module, {reason}", double.NaN, double.NaN, 0);

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
