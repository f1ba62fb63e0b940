using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Item k-nearest neighbours (Sarwar et al., 2001): what an item brings to another is the cosine between the columns of
/// the two, binary or weighted.
/// </summary>
internal static class CosineFitter
{
    private const int StepItems = 64;

    /// <summary>Fits the weights.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="count">Nearest items that each item listens to.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(PairMatrix pairs, int items, int count, CancellationToken cancellation)
    {
        var rows = new NeighborRows(items);
        double[] squares = [.. Enumerable.Range(0, pairs.ItemCount).Select(item => (double)pairs.SquaresOf(item))];
        using var scratch = new ThreadLocal<CoOccurrences>(() => new CoOccurrences(pairs));
        BlockWork.Run(pairs.ItemCount, StepItems, (from, to) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var shared = scratch.Value!;
            var nearest = new LargestWeights(count);
            for (int item = from; item < to; item++)
            {
                shared.Count(item);
                nearest.Clear();
                foreach (int other in shared.Met)
                    if (other != item)
                        nearest.Offer(
                            other, (float)(shared.Counts[other] / Math.Sqrt(squares[item] * squares[other])));
                rows.Set(item, nearest.Rows, nearest.Weights);
            }
        });
        return rows.BuildTransposed(4 * count);
    }
}
