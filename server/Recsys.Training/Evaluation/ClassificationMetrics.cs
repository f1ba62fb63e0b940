namespace Recsys.Training.Evaluation;

/// <summary>Measures of predicted probabilities.</summary>
public static class ClassificationMetrics
{
    private const double Smallest = 1e-7;

    /// <summary>
    /// Area under the ROC curve: the chance that a random positive is scored above a random negative, ties counting
    /// half (the Mann–Whitney statistic).
    /// </summary>
    /// <returns>A value in [0, 1], or null where one of the classes is absent.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a score is not a number.</exception>
    public static double? Auc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        CheckLengths(scores, labels);
        var sorted = scores.ToArray();
        var positives = labels.ToArray();
        if (Array.Exists(sorted, float.IsNaN)) throw new ArgumentException("A score is not a number.", nameof(scores));
        Array.Sort(sorted, positives);
        double rankSum = 0;
        long positiveCount = 0;
        for (int from = 0; from < sorted.Length;)
        {
            int to = from;
            long tiedPositives = 0;
            for (; to < sorted.Length && sorted[to] == sorted[from]; to++)
                if (positives[to]) tiedPositives++;
            // All of a tie share the mean of the ranks from+1..to.
            rankSum += tiedPositives * ((from + 1 + to) / 2.0);
            positiveCount += tiedPositives;
            from = to;
        }
        long negativeCount = sorted.Length - positiveCount;
        if (positiveCount == 0 || negativeCount == 0) return null;
        return (rankSum - positiveCount * (positiveCount + 1) / 2.0) / ((double)positiveCount * negativeCount);
    }

    /// <summary>Mean of −ln p(label), natural logarithm, with probabilities kept 1e-7 away from 0 and 1.</summary>
    /// <param name="probabilities">Chance of a positive, in [0, 1].</param>
    /// <param name="labels">Whether it was one.</param>
    /// <param name="weights">Weight of each in the mean, above 0; empty counts all alike.</param>
    /// <returns>0 or more, or null where there is nothing to measure.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not a probability.</exception>
    public static double? LogLoss(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<float> weights = default)
    {
        CheckLengths(probabilities, labels);
        if (!weights.IsEmpty) CheckLengths(weights, labels);
        if (probabilities.IsEmpty) return null;
        double sum = 0, total = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] is not (>= 0 and <= 1))
                throw new ArgumentException($"{probabilities[i]} is not a probability.", nameof(probabilities));
            double likelihood = labels[i] ? probabilities[i] : 1 - (double)probabilities[i];
            double weight = weights.IsEmpty ? 1 : weights[i];
            sum -= weight * Math.Log(Math.Clamp(likelihood, Smallest, 1 - Smallest));
            total += weight;
        }
        return sum / total;
    }

    private static void CheckLengths(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException(
                $"There are {scores.Length} scores and {labels.Length} labels.", nameof(labels));
    }
}
