namespace Recsys.Training.Evaluation;

/// <summary>Curves of predicted probabilities against what came of them.</summary>
public static class ProbabilityCurves
{
    private const double Z = 1.959964;

    /// <summary>The ROC curve, from (0, 0) to (1, 1).</summary>
    /// <param name="scores">Scores, higher is likelier.</param>
    /// <param name="labels">Whether it was one.</param>
    /// <param name="points">Most points, at least 2; those between are thinned evenly.</param>
    /// <returns>Empty where one of the classes is absent.</returns>
    public static IReadOnlyList<RocPoint> Roc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, int points = 101)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var (keys, positives) = Sorted(scores, labels);
        double positiveCount = positives.Count(label => label), negativeCount = positives.Length - positiveCount;
        if (positiveCount == 0 || negativeCount == 0) return [];
        var curve = new List<RocPoint> { new(0, 0) };
        double hits = 0, misses = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            if (positives[i]) hits++;
            else misses++;
            // A tie is passed as one, or its order would count.
            if (i > 0 && keys[i - 1] == keys[i]) continue;
            double place = Math.Max(misses / negativeCount - curve[^1].FalsePositiveRate,
                hits / positiveCount - curve[^1].TruePositiveRate);
            if (i == 0 || place >= 1.0 / (points - 1))
                curve.Add(new RocPoint(misses / negativeCount, hits / positiveCount));
        }
        return curve;
    }

    /// <summary>
    /// Predictions against outcomes, by prediction, in bins of about equal weight.
    /// </summary>
    /// <param name="probabilities">Chance of a positive.</param>
    /// <param name="labels">Whether it was one.</param>
    /// <param name="weights">Weight of each, above 0: how many it stands for.</param>
    /// <param name="positives">Positives a bin has at least, so that its share means something; at least 1.</param>
    /// <param name="bins">Most bins, at least 1.</param>
    /// <returns>Bins by prediction; empty where there is nothing, or no positive.</returns>
    public static IReadOnlyList<CalibrationBin> Calibration(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights, int positives = 20,
        int bins = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(positives, 1);
        if (probabilities.Length != weights.Length)
            throw new ArgumentException("There must be a weight for each.", nameof(weights));
        int[] order = [.. Enumerable.Range(0, probabilities.Length)];
        var keys = probabilities.ToArray();
        Array.Sort(keys, order);
        int all = 0;
        foreach (bool label in labels) all += label ? 1 : 0;
        // Purchases are rare: bins of equal numbers of them spread over what was likely and what was not.
        int perBin = Math.Max(positives, (all + bins - 1) / bins);
        var found = new List<CalibrationBin>();
        int from = 0, seen = 0, left = all;
        for (int i = 0; i < order.Length; i++)
        {
            if (labels[order[i]]) (seen, left) = (seen + 1, left - 1);
            bool tied = i + 1 < order.Length && keys[i + 1] == keys[i];
            if (i + 1 < order.Length && (seen < perBin || left < perBin || tied)) continue;
            if (seen > 0) found.Add(Bin(order.AsSpan(from, i + 1 - from), probabilities, labels, weights));
            (from, seen) = (i + 1, 0);
        }
        return found;
    }

    private static CalibrationBin Bin(
        ReadOnlySpan<int> members, ReadOnlySpan<float> probabilities, ReadOnlySpan<bool> labels,
        ReadOnlySpan<float> weights)
    {
        double weight = 0, squares = 0, predicted = 0, observed = 0;
        foreach (int i in members)
        {
            weight += weights[i];
            squares += (double)weights[i] * weights[i];
            predicted += weights[i] * (double)probabilities[i];
            if (labels[i]) observed += weights[i];
        }
        double share = observed / weight;
        // As many equal ones as tell as much as these of different weights (Kish, 1965).
        double n = weight * weight / squares;
        double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double reach = Z / (1 + Z * Z / n) * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new CalibrationBin(
            members.Length, predicted / weight, share,
            new Interval(Math.Max(0, middle - reach), Math.Min(1, middle + reach)));
    }

    private static (float[] Keys, bool[] Labels) Sorted(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"There are {scores.Length} scores and {labels.Length} labels.");
        var (keys, positives) = (scores.ToArray(), labels.ToArray());
        Array.Sort(keys, positives);
        return (keys, positives);
    }
}
