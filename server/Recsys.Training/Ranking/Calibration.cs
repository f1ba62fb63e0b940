using Recsys.Training.Examples;

namespace Recsys.Training.Ranking;

/// <summary>
/// What makes a ranker's log odds those of what happens: slope · log odds + intercept (Platt, 1999). A monotone map: it
/// changes no order, and rankers whose logit is linear in their last parameters take it over for good.
/// </summary>
/// <param name="Slope">Above 0; below 1 where the ranker is too sure of itself.</param>
/// <param name="Intercept">Added log odds.</param>
internal readonly record struct Calibration(double Slope, double Intercept)
{
    private const int MaxSteps = 50;
    private const double Tolerance = 1e-9;

    // So weak a pull towards the ranker's own log odds that a few hundred examples outweigh it.
    private const double Prior = 1;

    /// <summary>Changes nothing.</summary>
    public static Calibration None => new(1, 0);

    /// <summary>
    /// The likeliest one for some examples, by Newton's method. The sampling's offsets stay outside of it, as they do
    /// in training, so that what it finds holds for the real chances (King and Zeng, 2001).
    /// </summary>
    /// <param name="examples">The examples.</param>
    /// <param name="fitted">Which of them.</param>
    /// <param name="logits">The ranker's logits for those.</param>
    /// <returns><see cref="None"/> where all are of one class, or they speak against the ranker's order.</returns>
    public static Calibration Fit(RankerExamples examples, ReadOnlySpan<int> fitted, ReadOnlySpan<float> logits)
    {
        if (!HasBothClasses(examples, fitted)) return None;
        double slope = 1, intercept = 0, loss = Loss(examples, fitted, logits, slope, intercept);
        for (int step = 0; step < MaxSteps; step++)
        {
            var (towardSlope, towardIntercept) = Newton(examples, fitted, logits, slope, intercept);
            // Half as far, until it gets better: far from the best a full step may overshoot.
            double share = 1, next = double.NaN;
            for (; share > 1e-6; share /= 2)
            {
                next = Loss(
                    examples, fitted, logits, slope + (share * towardSlope), intercept + (share * towardIntercept));
                if (next <= loss) break;
            }
            if (!(next <= loss)) break;
            slope += share * towardSlope;
            intercept += share * towardIntercept;
            if (loss - next < Tolerance * fitted.Length) break;
            loss = next;
        }
        return slope > 0 && double.IsFinite(slope) && double.IsFinite(intercept)
            ? new Calibration(slope, intercept)
            : None;
    }

    /// <summary>Calibrated log odds.</summary>
    public double Apply(double logit) => (Slope * logit) + Intercept;

    private static (double Slope, double Intercept) Newton(
        RankerExamples examples, ReadOnlySpan<int> fitted, ReadOnlySpan<float> logits, double slope, double intercept)
    {
        double g0 = Prior * (slope - 1), g1 = Prior * intercept, h00 = Prior, h01 = 0, h11 = Prior;
        for (int i = 0; i < fitted.Length; i++)
        {
            double x = logits[i];
            double p = 1 / (1 + Math.Exp(-((slope * x) + intercept + examples.Offsets[fitted[i]])));
            double error = p - examples.Labels[fitted[i]], weight = p * (1 - p);
            g0 += error * x;
            g1 += error;
            h00 += weight * x * x;
            h01 += weight * x;
            h11 += weight;
        }
        double determinant = (h00 * h11) - (h01 * h01);
        return (((h01 * g1) - (h11 * g0)) / determinant, ((h01 * g0) - (h00 * g1)) / determinant);
    }

    private static double Loss(
        RankerExamples examples, ReadOnlySpan<int> fitted, ReadOnlySpan<float> logits, double slope, double intercept)
    {
        double loss = Prior / 2 * (((slope - 1) * (slope - 1)) + (intercept * intercept));
        for (int i = 0; i < fitted.Length; i++)
        {
            double x = (slope * logits[i]) + intercept + examples.Offsets[fitted[i]];
            loss += Math.Max(x, 0) - (x * examples.Labels[fitted[i]]) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }
        return loss;
    }

    private static bool HasBothClasses(RankerExamples examples, ReadOnlySpan<int> fitted)
    {
        bool positive = false, negative = false;
        foreach (int example in fitted)
        {
            if (examples.Labels[example] > 0) positive = true;
            else negative = true;
        }
        return positive && negative;
    }
}
