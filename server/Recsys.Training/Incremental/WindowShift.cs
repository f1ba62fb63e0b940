using Recsys.Training.Examples;
using Recsys.Training.Ranking;

namespace Recsys.Training.Incremental;

/// <summary>
/// A ranker's chances are those of a whole horizon; a window of a few days has fewer answers, or more in a busy season.
/// How many is taken out of an increment's examples, as the sampling is: the ranker learns from them which product, and
/// goes on saying how likely it is within a horizon.
/// </summary>
internal static class WindowShift
{
    // So weak a pull towards no shift that a few hundred examples outweigh it.
    private const double Prior = 1;
    private const int Steps = 20;

    /// <summary>Adds each window's and head's shift to the examples' offsets.</summary>
    /// <param name="ranker">The ranker before it sees any of them.</param>
    /// <param name="examples">The examples; their offsets change.</param>
    public static void TakeOut(RankerTrainer ranker, ExampleBuilder examples)
    {
        var taken = examples.Ranker;
        int[] all = [.. Enumerable.Range(0, taken.Count)];
        float[] logits = ranker.HeadLogits(all);
        int heads = taken.HeadLabels.Count > 0 ? taken.HeadLabels.Count / Math.Max(1, taken.Count) : 1;
        var (labels, offsets) = heads > 1 ? (taken.HeadLabels, taken.HeadOffsets) : (taken.Labels, taken.Offsets);
        foreach (var window in all.GroupBy(i => examples.States.Windows[taken.States[i]]))
        {
            int[] members = [.. window];
            for (int head = 0; head < heads; head++)
            {
                int[] told = [.. members.Select(i => (i * heads) + head).Where(at => labels[at] >= 0)];
                float shift = (float)Fit(told, logits, labels, offsets);
                foreach (int at in told) offsets[at] += shift;
                if (heads > 1 && head == 0)
                    foreach (int i in members) taken.Offsets[i] += shift;
            }
        }
    }

    // Newton's method for the one number that makes as many answers expected as there were.
    private static double Fit(int[] told, float[] logits, List<float> labels, List<float> offsets)
    {
        double shift = 0;
        for (int step = 0; step < Steps; step++)
        {
            double gradient = Prior * shift, curvature = Prior;
            foreach (int at in told)
            {
                double p = 1 / (1 + Math.Exp(-(logits[at] + offsets[at] + shift)));
                gradient += p - labels[at];
                curvature += p * (1 - p);
            }
            double change = Math.Clamp(gradient / curvature, -1, 1);
            shift -= change;
            if (Math.Abs(change) < 1e-6) break;
        }
        return shift;
    }
}
