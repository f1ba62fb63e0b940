using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>
/// GF-CF (Shen et al., 2021): collaborative filtering as a filter on the graph of who has what. What an item brings to
/// others is its row of B, the linear filter P = R̃ᵀR̃ plus α times the ideal low-pass D_i^-½ Q Qᵀ D_i^½, Q being the
/// smoothest signals (<see cref="LowPass"/>). That blurs; one step of sharpening (Choi et al., 2023, BSPM) takes the
/// broadest tastes out again: B (I − s P). Nothing is trained. How much less each interaction counts of those who have
/// many (<see cref="GraphFilterShape.UserPower"/>) is another thing than in that work, where it is by their number.
/// </summary>
internal static class GraphFilterFitter
{
    /// <summary>Dimensions of the low-pass in large data.</summary>
    public const int MaxDimensions = 256;

    /// <summary>
    /// Most items the low-pass is computed for, its work being their square: beyond, the linear filter is alone.
    /// </summary>
    public const int MaxLowPassItems = 65_536;

    // Multiplications of sharpening beyond which it is left out: about half a minute of two processors.
    private const double MostSharpening = 2e11;

    // 1 GB of users' signals at most.
    private const int MaxUsers = 1_000_000;

    private const int StepItems = 128;

    /// <summary>Dimensions of the low-pass for so many users and items: a quarter of what there can be.</summary>
    public static int Dimensions(PairMatrix pairs) =>
        Math.Clamp(Math.Min(pairs.UserCount, pairs.ItemCount) / 4, 1, MaxDimensions);

    /// <summary>Finds the smoothest signals; of very many users a part tells them as well.</summary>
    public static float[] Basis(PairMatrix pairs, double userPower, int seed, CancellationToken cancellation) =>
        LowPass.Basis(new NormalizedPairs(Some(pairs), userPower), Dimensions(pairs), seed, cancellation);

    /// <summary>Whether data is small enough to be sharpened, which multiplies whole rows by the graph.</summary>
    public static bool CanSharpen(PairMatrix pairs) =>
        pairs.ItemCount <= MaxLowPassItems && 2.0 * pairs.Count * pairs.ItemCount <= MostSharpening;

    /// <summary>Fits the weights.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="basis">Its smoothest signals by the same p; not read where α is 0.</param>
    /// <param name="shape">α, s, p and how many weights are kept.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(
        PairMatrix pairs, int items, float[] basis, GraphFilterShape shape, CancellationToken cancellation) =>
        FitEach(pairs, items, basis, [shape], cancellation)[0];

    /// <summary>Fits the weights for several shapes; what they have in common is computed once.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="basis">Its smoothest signals by the same p; not read where each α is 0.</param>
    /// <param name="shapes">Each, all of one p; s is taken for 0 where the data is too large for it.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>A table for each.</returns>
    /// <exception cref="ArgumentException">The shapes are not of one p.</exception>
    public static ItemNeighbors[] FitEach(
        PairMatrix pairs, int items, float[] basis, GraphFilterShape[] shapes, CancellationToken cancellation)
    {
        double userPower = shapes[0].UserPower;
        if (shapes.Any(shape => shape.UserPower != userPower))
            throw new ArgumentException("The shapes are not of one power of users.", nameof(shapes));
        if (!CanSharpen(pairs)) shapes = Array.ConvertAll(shapes, shape => shape with { Sharpening = 0 });
        var normalized = new NormalizedPairs(pairs, userPower);
        var rows = Array.ConvertAll(shapes, _ => new NeighborRows(items));
        if (shapes.All(shape => shape is { Alpha: 0, Sharpening: 0 }))
        {
            for (int i = 0; i < rows.Length; i++) FitLinear(normalized, rows[i], shapes[i].Kept, cancellation);
        }
        else
        {
            var smoothing = shapes.Any(shape => shape.Sharpening > 0)
                ? new BlockSmoothing(Some(pairs), StepItems, userPower)
                : null;
            var parts = new GraphFilterRows(
                normalized, shapes.Any(shape => shape.Alpha > 0) ? basis : [], Dimensions(pairs), smoothing, StepItems);
            FitWhole(parts, pairs.ItemCount, shapes, rows, cancellation);
        }
        return Array.ConvertAll(rows, one => one.Build());
    }

    private static void FitLinear(
        NormalizedPairs pairs, NeighborRows rows, int count, CancellationToken cancellation)
    {
        using var scratch = new ThreadLocal<(float[] Sums, List<int> Met)>(() => (new float[pairs.ItemCount], []));
        BlockWork.Run(pairs.ItemCount, StepItems, (from, to) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var (sums, met) = scratch.Value;
            var kept = new LargestWeights(count);
            for (int item = from; item < to; item++)
            {
                pairs.AddSmoothed(item, sums, met);
                kept.Clear();
                foreach (int other in met)
                {
                    if (other != item) kept.Offer(other, sums[other]);
                    sums[other] = 0;
                }
                met.Clear();
                rows.Set(item, kept.Rows, kept.Weights);
            }
        });
    }

    // Whole rows, since neither low-pass nor sharpening leaves a weight at 0; a block of them at a time.
    private static void FitWhole(
        GraphFilterRows parts, int items, GraphFilterShape[] shapes, NeighborRows[] rows,
        CancellationToken cancellation)
    {
        using var scratch = new ThreadLocal<float[]>(() => new float[items]);
        for (int from = 0; from < items; from += parts.MostRows)
        {
            cancellation.ThrowIfCancellationRequested();
            int size = Math.Min(parts.MostRows, items - from), first = from;
            parts.Load(first, size);
            BlockWork.Run(size, i =>
            {
                var row = scratch.Value!;
                for (int s = 0; s < shapes.Length; s++)
                {
                    parts.Fill(i, shapes[s], row);
                    rows[s].SetLargest(first + i, row, shapes[s].Kept);
                }
            });
        }
    }

    private static PairMatrix Some(PairMatrix pairs) => pairs.EveryUser((pairs.UserCount + MaxUsers - 1) / MaxUsers);
}
