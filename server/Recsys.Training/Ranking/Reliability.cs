using Recsys.Training.Examples;

namespace Recsys.Training.Ranking;

/// <summary>
/// Predicted chances beside what happened, in bins of equally many examples by predicted chance. Negatives count for
/// those that they stand for, so that the chances are those over all products.
/// </summary>
/// <param name="Error">Expected calibration error: mean distance of the two over the bins, by their shares; in [0, 1].
/// </param>
/// <param name="Bins">From the smallest chance to the largest.</param>
internal sealed record Reliability(double Error, IReadOnlyList<Reliability.Bin> Bins)
{
    /// <summary>Most bins.</summary>
    public const int MostBins = 10;

    /// <summary>One bin.</summary>
    /// <param name="Share">Of all products and customers, in [0, 1].</param>
    /// <param name="Predicted">Mean chance predicted.</param>
    /// <param name="Observed">Share of those that happened.</param>
    internal readonly record struct Bin(double Share, double Predicted, double Observed);

    /// <summary>Measures.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="measured">Which of them.</param>
    /// <param name="logits">The ranker's logits for those.</param>
    /// <param name="calibration">Applied to the logits first.</param>
    public static Reliability Of(
        RankerExamples examples, ReadOnlySpan<int> measured, ReadOnlySpan<float> logits, Calibration calibration)
    {
        var order = new int[measured.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(logits.ToArray(), order);
        int count = Math.Min(MostBins, order.Length);
        var sums = new (double Weight, double Predicted, double Observed)[count];
        double all = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int example = measured[order[i]];
            bool positive = examples.Labels[example] > 0;
            double weight = positive ? 1 : Math.Exp(examples.Offsets[example]);
            ref var sum = ref sums[(int)((long)i * count / order.Length)];
            sum.Weight += weight;
            sum.Predicted += weight / (1 + Math.Exp(-calibration.Apply(logits[order[i]])));
            if (positive) sum.Observed += weight;
            all += weight;
        }
        double error = 0;
        var bins = new Bin[count];
        for (int i = 0; i < count; i++)
        {
            bins[i] = new Bin(
                sums[i].Weight / all, sums[i].Predicted / sums[i].Weight, sums[i].Observed / sums[i].Weight);
            error += Math.Abs(sums[i].Predicted - sums[i].Observed) / all;
        }
        return new Reliability(error, bins);
    }
}
