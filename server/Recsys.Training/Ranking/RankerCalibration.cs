using Recsys.Training.Examples;

namespace Recsys.Training.Ranking;

/// <summary>
/// Calibrates a ranker on the validation window and measures it by customers it was not calibrated on.
/// </summary>
/// <param name="Calibration">Fitted on all examples.</param>
/// <param name="Before">The ranker's own chances, on the second half of the customers.</param>
/// <param name="After">Calibrated on the first half alone, on the second.</param>
internal sealed record RankerCalibration(Calibration Calibration, Reliability Before, Reliability After)
{
    /// <summary>Fits and measures; null where either half has nothing.</summary>
    /// <param name="states">Users of the examples.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="fitted">Those of the validation window.</param>
    /// <param name="logits">The ranker's logits for those.</param>
    public static RankerCalibration? Fit(UserStates states, RankerExamples examples, int[] fitted, float[] logits)
    {
        var (known, knownLogits) = Half(states, examples, fitted, logits, first: true);
        var (other, otherLogits) = Half(states, examples, fitted, logits, first: false);
        if (known.Length == 0 || other.Length == 0) return null;
        return new RankerCalibration(
            Calibration.Fit(examples, fitted, logits),
            Reliability.Of(examples, other, otherLogits, Calibration.None),
            Reliability.Of(examples, other, otherLogits, Calibration.Fit(examples, known, knownLogits)));
    }

    /// <summary>Adds what was found to a version's metrics.</summary>
    public void AddTo(IDictionary<string, double> metrics)
    {
        metrics["calibration_slope"] = Calibration.Slope;
        metrics["calibration_intercept"] = Calibration.Intercept;
        metrics["calibration_error_before"] = Before.Error;
        metrics["calibration_error"] = After.Error;
        for (int i = 0; i < After.Bins.Count; i++)
        {
            var bin = After.Bins[i];
            metrics[$"calibration_bin_{i + 1}_share"] = bin.Share;
            metrics[$"calibration_bin_{i + 1}_predicted"] = bin.Predicted;
            metrics[$"calibration_bin_{i + 1}_observed"] = bin.Observed;
        }
    }

    private static (int[] Examples, float[] Logits) Half(
        UserStates states, RankerExamples examples, int[] fitted, float[] logits, bool first)
    {
        var half = new List<int>();
        var values = new List<float>();
        for (int i = 0; i < fitted.Length; i++)
        {
            // By customer: a customer's examples are alike. Not by folds: where time does not tell known from asked,
            // all who are validated on are of a few of these.
            if (states.Users[examples.States[fitted[i]]] % 2 == 0 != first) continue;
            half.Add(fitted[i]);
            values.Add(logits[i]);
        }
        return ([.. half], [.. values]);
    }
}
