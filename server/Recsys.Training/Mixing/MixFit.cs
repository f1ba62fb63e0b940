using System.Numerics.Tensors;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Evaluation;
using Recsys.Training.Fitting;

namespace Recsys.Training.Mixing;

/// <summary>Weights learned from lists, and what they gain on lists they were not learned from.</summary>
/// <param name="Weights">The weights; the scores they make are probabilities of the window.</param>
/// <param name="Unlearned">ndcg@20 of weights that nobody learned.</param>
/// <param name="Learned">The same of weights learned from the half of the lists that each is not of.</param>
internal sealed record MixFit(MixWeights Weights, double Unlearned, double Learned)
{
    /// <summary>Fewest lists with something found to learn from; with fewer, nothing is learned.</summary>
    public const int Fewest = 50;

    private const int Cutoff = 20;

    // Standard errors that a climb has to gain: chance passes one in twenty times. Lists of one window are alike, so
    // that what one error calls a gain there may be the window's own, and a loss in the next.
    private const double SureErrors = 1.645;

    private static readonly double[] Discounts = [.. Enumerable.Range(0, Cutoff).Select(at => 1 / Math.Log2(at + 2))];

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
        double[] ofEven = ListwiseFitter.Fit(even, start, bounds, cancellation);
        double[] ofOdd = ListwiseFitter.Fit(odd, start, bounds, cancellation, near: ofEven);
        double[] unlearned = HeldOut(start, start), learned = HeldOut(ofEven, ofOdd);
        double[] weights = ListwiseFitter.Fit(lists, start, bounds, cancellation, near: ofEven);
        // What does no good where it was not learned is not served.
        (double[] Weights, double[] Measured) best =
            learned.Average() > unlearned.Average() ? (weights, learned) : (start, unlearned);
        double[] Climbed(IReadOnlyList<MixList> lists, double[] from) =>
            NdcgClimb.From(lists, from, bounds, cancellation);
        Try(Climbed(even, ofEven), Climbed(odd, ofOdd), () => Climbed(lists, weights));
        // Where one says it all, what the others have to say is noise that the softmax fits, and a climb no less.
        Try(Alone(even, signals), Alone(odd, signals), () => Alone(lists, signals));
        return Made(best.Weights, best.Measured);

        void Try(double[] ofEven, double[] ofOdd, Func<double[]> ofAll)
        {
            double[] measured = HeldOut(ofEven, ofOdd);
            if (PairedGain.Of(measured, best.Measured).IsBeyond(SureErrors)) best = (ofAll(), measured);
        }

        // ndcg of each list by weights of the half that it is not of.
        double[] HeldOut(double[] even, double[] odd) =>
            [.. lists.Select((list, i) => Ndcg(list, Sums(list, i % 2 == 0 ? odd : even)))];

        MixFit Made(double[] weights, double[] measured) => new(
            Calibrated(lists, weights, signals, cancellation), unlearned.Average(), measured.Average());
    }

    /// <summary>Weights that nobody learned: the ranker and the merged retrieval score.</summary>
    public static double[] Start(IReadOnlyList<string> signals, double retrieval)
    {
        var start = new double[1 + signals.Count];
        (start[0], start[1]) = (1, retrieval);
        return start;
    }

    // The word of ranker or source that orders the lists best by itself, weighed by 1. Of a source it is the logarithm:
    // standard deviations end somewhere, and what is beyond is equal.
    private static double[] Alone(IReadOnlyList<MixList> lists, IReadOnlyList<string> signals)
    {
        var alone = new double[1 + signals.Count];
        int best = Enumerable.Range(0, alone.Length)
            .Where(column => column == 0 || MixSignals.IsWholeOrder(signals[column - 1]))
            .MaxBy(column => lists.Average(list => Worth(list.Column(column), list)));
        alone[best] = 1;
        return alone;

        // Who says the same of all leaves the order that they were found in, which is not its merit.
        static double Worth(ReadOnlySpan<float> said, MixList list) =>
            said.Length > 0 && said.ContainsAnyExcept(said[0]) ? Ndcg(list, said) : 0;
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

    /// <summary>ndcg@20 of a list in the order of some sums.</summary>
    public static double Ndcg(MixList list, ReadOnlySpan<float> sums)
    {
        Span<int> order = stackalloc int[Cutoff];
        int count = TopItems.Select(sums, order[..Math.Min(Cutoff, sums.Length)]);
        double gain = 0, ideal = 0;
        for (int i = 0; i < count; i++) gain += list.Labels[order[i]] ? Discounts[i] : 0;
        for (int i = 0; i < Math.Min(Cutoff, list.Wanted); i++) ideal += Discounts[i];
        return gain / ideal;
    }

    /// <summary>What some weights come to for each candidate.</summary>
    public static float[] Sums(MixList list, double[] weights)
    {
        var sums = new float[list.Count];
        for (int c = 0; c < weights.Length; c++)
            if (weights[c] != 0) TensorPrimitives.MultiplyAdd(list.Column(c), (float)weights[c], sums, sums);
        return sums;
    }
}
