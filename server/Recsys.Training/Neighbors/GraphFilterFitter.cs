using System.Numerics.Tensors;
using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>
/// GF-CF (Shen et al., 2021): collaborative filtering as a filter on the graph of who has what. What an item brings to
/// others is its row of the linear filter R̃ᵀR̃ plus α times that of the ideal low-pass D_i^-½ Q Qᵀ D_i^½, Q being the
/// smoothest signals (<see cref="LowPass"/>). Nothing is trained.
/// </summary>
internal static class GraphFilterFitter
{
    /// <summary>Dimensions of the low-pass in large data.</summary>
    public const int MaxDimensions = 256;

    /// <summary>
    /// Most items the low-pass is computed for, its work being their square: beyond, the linear filter is alone.
    /// </summary>
    public const int MaxLowPassItems = 65_536;

    // 1 GB of users' signals at most.
    private const int MaxUsers = 1_000_000;

    private const int StepItems = 128;

    /// <summary>Dimensions of the low-pass for so many users and items: a quarter of what there can be.</summary>
    public static int Dimensions(PairMatrix pairs) =>
        Math.Clamp(Math.Min(pairs.UserCount, pairs.ItemCount) / 4, 1, MaxDimensions);

    /// <summary>Finds the smoothest signals; of very many users a part tells them as well.</summary>
    public static float[] Basis(PairMatrix pairs, int seed, CancellationToken cancellation)
    {
        var some = pairs.EveryUser((pairs.UserCount + MaxUsers - 1) / MaxUsers);
        return LowPass.Basis(new NormalizedPairs(some), Dimensions(pairs), seed, cancellation);
    }

    /// <summary>Fits the weights.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="basis">Its smoothest signals; not read where α is 0.</param>
    /// <param name="alpha">α, what the low-pass counts beside the linear filter; not below 0.</param>
    /// <param name="count">Most weights kept of each item's row.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(
        PairMatrix pairs, int items, float[] basis, float alpha, int count, CancellationToken cancellation)
    {
        var normalized = new NormalizedPairs(pairs);
        var rows = new NeighborRows(items);
        if (alpha > 0) FitBoth(normalized, basis, Dimensions(pairs), alpha, rows, count, cancellation);
        else FitLinear(normalized, rows, count, cancellation);
        return rows.Build();
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

    // Whole rows, since the low-pass leaves hardly a weight at 0; a block of them at a time.
    private static void FitBoth(
        NormalizedPairs pairs, float[] basis, int k, float alpha, NeighborRows rows, int count,
        CancellationToken cancellation)
    {
        int n = pairs.ItemCount, step = Math.Min(StepItems, n);
        var turned = Turned(basis, pairs.ItemScales, k);
        var block = new float[step * n];
        for (int from = 0; from < n; from += step)
        {
            cancellation.ThrowIfCancellationRequested();
            int size = Math.Min(step, n - from), first = from;
            DenseAlgebra.MatMul(
                basis.AsSpan(from * k, size * k), turned, block.AsSpan(0, size * n), size, n, k);
            BlockWork.Run(size, i =>
            {
                var row = block.AsSpan(i * n, n);
                TensorPrimitives.Multiply(row, alpha * pairs.ItemScales[first + i], row);
                pairs.AddSmoothed(first + i, row);
                rows.SetLargest(first + i, row, count);
            });
        }
    }

    // Qᵀ D^½, [k, items].
    private static float[] Turned(float[] basis, ReadOnlySpan<float> scales, int k)
    {
        var turned = new float[basis.Length];
        for (int item = 0; item < scales.Length; item++)
            for (int i = 0; i < k; i++)
                turned[(i * scales.Length) + item] = scales[item] > 0 ? basis[(item * k) + i] / scales[item] : 0;
        return turned;
    }
}
