using System.Numerics.Tensors;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Synthetic;

/// <summary>
/// The item-to-item table: of some products of the same cluster, the popular ones more often, those with the nearest
/// vectors.
/// </summary>
internal static class NeighborStep
{
    /// <summary>Neighbours of most products, and of the popular ones.</summary>
    public const int Few = 8, Many = 32;

    private const double PopularShare = 0.02;
    private const int CandidatesPerNeighbor = 3;
    // Weights of a trained table seldom pass this.
    private const float WeightOfNearest = 0.4f;
    private const float LeastWeight = 0.01f;

    public static ItemNeighbors Make(ShopMaking shop)
    {
        const string Stage = "neighbours";
        var space = shop.Space;
        var offsets = new int[space.Products + 1];
        for (int cluster = 0; cluster < space.Clusters; cluster++)
        {
            int start = space.Starts[cluster], length = space.Starts[cluster + 1] - start;
            for (int at = 0; at < length; at++) offsets[space.Members[start + at] + 1] = CountFor(at, length);
        }
        for (int product = 0; product < space.Products; product++) offsets[product + 1] += offsets[product];
        var rows = GC.AllocateUninitializedArray<int>(offsets[^1]);
        var weights = GC.AllocateUninitializedArray<float>(offsets[^1]);
        int done = 0;
        var both = new ParallelOptions { CancellationToken = shop.Cancellation };
        Parallel.For(0, space.Clusters, both, cluster =>
        {
            FillCluster(shop.Shape.Seed, space, cluster, offsets, rows, weights);
            int clusters = Interlocked.Increment(ref done);
            if (clusters % 64 == 0) shop.Report(Stage, (double)clusters / space.Clusters);
        });
        shop.Report(Stage, 1, $"{rows.Length} of {space.Products} products");
        return new ItemNeighbors(offsets, rows, weights);
    }

    private static int CountFor(int rank, int length) =>
        Math.Min(length - 1, rank < length * PopularShare ? Many : Few);

    private static void FillCluster(
        ulong seed, ProductSpace space, int cluster, int[] offsets, int[] rows, float[] weights)
    {
        int start = space.Starts[cluster], length = space.Starts[cluster + 1] - start, dimension = space.Dimension;
        var vectors = new float[length * dimension];
        for (int at = 0; at < length; at++)
            space.Vector(space.Members[start + at], vectors.AsSpan(at * dimension, dimension));
        Span<int> found = stackalloc int[Many];
        Span<float> near = stackalloc float[Many];
        for (int at = 0; at < length; at++)
        {
            int product = space.Members[start + at], count = CountFor(at, length);
            var draw = new Draw(seed, DrawOf.Neighbors, product);
            var own = vectors.AsSpan(at * dimension, dimension);
            int filled = 0;
            // Where a cluster has few others, drawing goes on until each of them came.
            for (int tries = 0; tries < count * CandidatesPerNeighbor || filled < count; tries++)
            {
                int other = tries > length * 4 ? tries % length
                    : (tries & 1) == 0 ? draw.Zipf(length) : draw.Below(length);
                if (other == at || found[..filled].Contains(other)) continue;
                float dot = TensorPrimitives.Dot<float>(own, vectors.AsSpan(other * dimension, dimension));
                Insert(found[..count], near[..count], ref filled, other, dot);
            }
            for (int i = 0; i < count; i++)
            {
                rows[offsets[product] + i] = space.Members[start + found[i]];
                weights[offsets[product] + i] = Math.Max(near[i], LeastWeight) * WeightOfNearest;
            }
        }
    }

    private static void Insert(Span<int> found, Span<float> near, ref int filled, int other, float dot)
    {
        if (filled == found.Length && dot <= near[^1]) return;
        int at = filled < found.Length ? filled++ : filled - 1;
        for (; at > 0 && near[at - 1] < dot; at--) (found[at], near[at]) = (found[at - 1], near[at - 1]);
        (found[at], near[at]) = (other, dot);
    }
}
