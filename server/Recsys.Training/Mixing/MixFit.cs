using System.Numerics.Tensors;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Evaluation;
using Recsys.Training.Fitting;

namespace Recsys.Training.Mixing;

/// <summary>Weights learned from lists, and what they gain on lists they were not learned from.</summary>
/// <param name="Weights">The weights; the scores they make are probabilities of the window.</param>
/// <param name="Unlearned">ndcg@20 of weights that nobody learned, on every other list.</param>
/// <param name="Learned">The same of weights learned from the lists between those.</param>
internal sealed record MixFit(MixWeights Weights, double Unlearned, double Learned)
{
    /// <summary>Fewest lists with something found to learn from; with fewer, nothing is learned.</summary>
    public const int Fewest = 50;

    private const int Cutoff = 20;

    /// <summary>Learns.</summary>
    /// <param name="lists">The lists; columns are the ranker's log odds, then the signals.</param>
    /// <param name="signals">Names of the signals.</param>
    /// <param name="retrieval">How much the merged retrieval score counts until more is known.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>Null where there is too little to learn from.</returns>
    public static MixFit? Of(
        IReadOnlyList<MixList> lists, IReadOnlyList<string> signals, double retrieval, CancellationToken cancellation)
    {
        if (lists.Count(list => list.Hits > 0) < Fewest) return null;
        double[] start = Start(signals, retrieval);
        var bounds = Bounds(signals);
        MixList[] even = [.. lists.Where((_, i) => i % 2 == 0)], odd = [.. lists.Where((_, i) => i % 2 == 1)];
        double unlearned = Ndcg(odd, start);
        double[] half = ListwiseFitter.Fit(even, start, bounds, cancellation);
        double learned = Ndcg(odd, half);
        // What does no good where it was not learned is not served.
        double[] weights = learned > unlearned
            ? ListwiseFitter.Fit(lists, start, bounds, cancellation, near: half)
            : start;
        return new MixFit(Calibrated(lists, weights, signals, cancellation), unlearned, learned);
    }

    /// <summary>Weights that nobody learned: the ranker and the merged retrieval score.</summary>
    public static double[] Start(IReadOnlyList<string> signals, double retrieval)
    {
        var start = new double[1 + signals.Count];
        (start[0], start[1]) = (1, retrieval);
        return start;
    }

    /// <summary>What a ranker or a source says may count for nothing, but never against a product.</summary>
    public static WeightBound[] Bounds(IReadOnlyList<string> signals) =>
    [
        WeightBound.NotBelowZero,
        .. signals.Select(name => MixSignals.IsOfProduct(name) ? WeightBound.Free : WeightBound.NotBelowZero),
    ];

    // Log odds that a sum stands for: a · sum + b (Platt, 1999); a > 0 moves no order.
    private static MixWeights Calibrated(
        IReadOnlyList<MixList> lists, double[] weights, IReadOnlyList<string> signals, CancellationToken cancellation)
    {
        float[] sums = [.. lists.SelectMany(list => Sums(list, weights))];
        bool[] labels = [.. lists.SelectMany(list => list.Labels)];
        double[] line = LogisticRegression.Fit(sums, 1, labels, cancellation);
        double slope = line[0] > 0 ? line[0] : 1, bias = line[0] > 0 ? line[1] : 0;
        var named = new Dictionary<string, float>();
        for (int i = 0; i < signals.Count; i++)
            if (weights[1 + i] != 0) named.Add(signals[i], (float)(slope * weights[1 + i]));
        return new MixWeights((float)bias, (float)(slope * weights[0]), named);
    }

    private static double Ndcg(MixList[] lists, double[] weights) =>
        lists.Sum(list => Ndcg(list, weights)) / Math.Max(lists.Length, 1);

    /// <summary>ndcg@20 of a list in the order of some weights.</summary>
    public static double Ndcg(MixList list, double[] weights)
    {
        float[] sums = Sums(list, weights);
        int[] order = new int[Math.Min(Cutoff, sums.Length)];
        int count = TopItems.Select(sums, order);
        double gain = 0, ideal = 0;
        for (int i = 0; i < count; i++) gain += list.Labels[order[i]] ? 1 / Math.Log2(i + 2) : 0;
        for (int i = 0; i < Math.Min(Cutoff, list.Wanted); i++) ideal += 1 / Math.Log2(i + 2);
        return gain / ideal;
    }

    private static float[] Sums(MixList list, double[] weights)
    {
        var sums = new float[list.Count];
        for (int c = 0; c < weights.Length; c++)
            if (weights[c] != 0) TensorPrimitives.MultiplyAdd(list.Column(c), (float)weights[c], sums, sums);
        return sums;
    }
}
