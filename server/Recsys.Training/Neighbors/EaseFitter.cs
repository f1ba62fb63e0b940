using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>
/// EASE (Steck, 2019) over neighbourhoods, as Steck's sparse Markov random fields (2019) solve it: an item's incoming
/// weights are those that best rebuild who has it from who has its nearest items, w = (G_SS + λI)⁻¹ G_Sj with G = XᵀX
/// and S the <see cref="Neighborhood"/> items of the greatest cosine to j. Weights have either sign. Time and memory
/// grow with the items, not with their square or cube, and items that hardly ever met have no say.
/// </summary>
internal static class EaseFitter
{
    /// <summary>Items of a neighbourhood.</summary>
    public const int Neighborhood = 100;

    // Visits of users to neighbourhoods beyond which a part of the users stands for all.
    private const double MostVisits = 2e9;

    // 1 GiB of weights that are held until they are turned round.
    private const long MostWeights = 1 << 28;

    private const int StepItems = 16;

    /// <summary>Fits the weights.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="lambda">λ: users' worth of doubt, above 0.</param>
    /// <param name="count">Most weights kept of what one item brings to others.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(
        PairMatrix pairs, int items, float lambda, int count, CancellationToken cancellation) =>
        FitEach(pairs, items, [lambda], count, cancellation).Single();

    /// <summary>
    /// Fits the weights for several λ. Neighbourhoods, most of the work, are gathered once for as many of them as there
    /// is room for.
    /// </summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="lambdas">Each λ: users' worth of doubt, above 0.</param>
    /// <param name="count">Most weights kept of what one item brings to others.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <param name="progress">Told the part of the work that is done, by any thread; may be null.</param>
    /// <returns>A table for each λ, made when it is come to.</returns>
    public static IEnumerable<ItemNeighbors> FitEach(
        PairMatrix pairs, int items, IReadOnlyList<float> lambdas, int count, CancellationToken cancellation,
        Action<double>? progress = null)
    {
        int step = (int)Math.Ceiling(Visits(pairs) / MostVisits);
        var some = pairs.EveryUser(step);
        int together = (int)Math.Clamp(
            MostWeights / Math.Max(1, (long)Neighborhood * pairs.ItemCount), 1, lambdas.Count);
        // λ counts users: of fewer of them, as many fewer.
        int passed = 0;
        foreach (float[] block in lambdas.Select(lambda => lambda / step).Chunk(together))
        {
            double from = passed / (double)lambdas.Count, part = block.Length / (double)lambdas.Count;
            passed += block.Length;
            var (rows, weights) = Solve(
                some, block, done => progress?.Invoke(from + (part * done)), cancellation);
            for (int i = 0; i < weights.Length; i++)
            {
                yield return NeighborRows.Turned(items, rows, weights[i], count);
                weights[i] = [];
            }
        }
    }

    // Neighbourhoods by item, and their weights by λ and item.
    private static (int[][] Rows, float[][][] Weights) Solve(
        PairMatrix pairs, float[] lambdas, Action<double> progress, CancellationToken cancellation)
    {
        int solved = 0;
        var rows = new int[pairs.ItemCount][];
        float[][][] weights = Array.ConvertAll(lambdas, _ => new float[pairs.ItemCount][]);
        using var scratch = new ThreadLocal<EaseNeighborhood>(() => new EaseNeighborhood(pairs));
        BlockWork.Run(pairs.ItemCount, StepItems, (from, to) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var neighborhood = scratch.Value!;
            for (int item = from; item < to; item++)
            {
                neighborhood.Gather(item);
                rows[item] = neighborhood.Items.ToArray();
                for (int i = 0; i < lambdas.Length; i++) weights[i][item] = neighborhood.Solve(lambdas[i]);
            }
            progress(Interlocked.Add(ref solved, to - from) / (double)rows.Length);
        });
        return (rows, weights);
    }

    // A neighbourhood visits the users of all its items, who are as many as if they were drawn by their popularity.
    private static double Visits(PairMatrix pairs)
    {
        double squares = 0;
        for (int user = 0; user < pairs.UserCount; user++)
            squares += (double)pairs.ItemsOf(user).Length * pairs.ItemsOf(user).Length;
        double mean = pairs.Count / (double)Math.Max(1, pairs.ItemCount);
        return squares + (mean * Neighborhood * pairs.ItemCount);
    }
}
