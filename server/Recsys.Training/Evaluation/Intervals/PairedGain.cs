namespace Recsys.Training.Evaluation;

/// <summary>What one way gains over another on the same cases.</summary>
/// <param name="Mean">Mean of the differences; 0 where there are no cases.</param>
/// <param name="StandardError">Standard error of that mean.</param>
internal readonly record struct PairedGain(double Mean, double StandardError)
{
    /// <summary>Compares case by case.</summary>
    /// <param name="one">Of one way.</param>
    /// <param name="than">Of the other, of as many cases.</param>
    public static PairedGain Of(double[] one, double[] than)
    {
        if (one.Length == 0) return default;
        double[] gains = [.. one.Zip(than, (a, b) => a - b)];
        double mean = gains.Average();
        return new PairedGain(mean, Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean))) / gains.Length);
    }

    /// <summary>Whether it is more than chance: above 0 by so many of its standard errors.</summary>
    public bool IsBeyond(double errors) => Mean > errors * StandardError;
}
