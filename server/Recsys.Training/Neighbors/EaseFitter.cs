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

    private const int StepItems = 16;

    /// <summary>Fits the weights.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="items">Items of the result, at least those of the pairs.</param>
    /// <param name="lambda">λ: users' worth of doubt, above 0.</param>
    /// <param name="count">Most weights kept of what one item brings to others.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(
        PairMatrix pairs, int items, float lambda, int count, CancellationToken cancellation)
    {
        int step = (int)Math.Ceiling(Visits(pairs) / MostVisits);
        // λ counts users: of fewer of them, as many fewer.
        var some = pairs.EveryUser(step);
        var rows = new NeighborRows(items);
        using var scratch = new ThreadLocal<EaseNeighborhood>(() => new EaseNeighborhood(some, lambda / step));
        BlockWork.Run(pairs.ItemCount, StepItems, (from, to) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var neighborhood = scratch.Value!;
            for (int item = from; item < to; item++)
            {
                neighborhood.Solve(item);
                rows.Set(item, neighborhood.Items, neighborhood.Weights);
            }
        });
        return rows.BuildTransposed(count);
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
