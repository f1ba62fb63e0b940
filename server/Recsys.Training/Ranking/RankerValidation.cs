using Recsys.Training.Examples;

namespace Recsys.Training.Ranking;

/// <summary>How well the ranker does on examples it did not learn from.</summary>
/// <param name="Auc">
/// Chance that a positive is scored above a product drawn from all that were not chosen: negatives count for those they
/// stand for.
/// </param>
/// <param name="LogLoss">Mean loss per example, natural logarithm, with the sampling's offset: what training
/// minimises.</param>
internal sealed record RankerValidation(double Auc, double LogLoss)
{
    public static RankerValidation? Measure(RankerExamples examples, int[] measured, float[] logits)
    {
        double loss = 0;
        var order = new int[measured.Length];
        for (int i = 0; i < measured.Length; i++)
        {
            order[i] = i;
            double x = logits[i] + examples.Offsets[measured[i]];
            loss += Math.Max(x, 0) - (x * examples.Labels[measured[i]]) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }
        Array.Sort((float[])logits.Clone(), order);
        double positives = 0, negatives = 0, won = 0;
        for (int from = 0; from < order.Length;)
        {
            int to = from;
            double tiedPositives = 0, tiedNegatives = 0;
            for (; to < order.Length && logits[order[to]] == logits[order[from]]; to++)
            {
                int example = measured[order[to]];
                if (examples.Labels[example] > 0) tiedPositives++;
                else tiedNegatives += Math.Exp(examples.Offsets[example]);
            }
            won += tiedPositives * (negatives + (tiedNegatives / 2));
            positives += tiedPositives;
            negatives += tiedNegatives;
            from = to;
        }
        if (positives == 0 || negatives == 0) return null;
        return new RankerValidation(won / (positives * negatives), loss / measured.Length);
    }
}
