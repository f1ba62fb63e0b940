using Recsys.Snapshots.Als;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Als;

/// <summary>
/// Implicit alternating least squares (Hu et al., 2008) with the regularisation of Rendle, Krichene, Zhang and Koren
/// (2021): the least Σ c (w·h − 1)² over what was met, c being what the pair counts, + α₀ Σ (w·h)² over all pairs + λ
/// Σ (|met by w| + α₀ |items|) |w|² + the same for items. Each side is solved for exactly while the other is held.
/// Before every half, the side that is held is turned to the basis in which its Gram matrix is diagonal: a row that
/// met little is then a system as small as that (<see cref="FactorSolver"/>), a tenth of the work.
/// </summary>
internal static class AlsFitter
{
    /// <summary>Fits a model.</summary>
    /// <param name="all">Who has what.</param>
    /// <param name="products">Products of the result, at least those of the pairs.</param>
    /// <param name="settings">By what, and how it is asked.</param>
    /// <param name="seed">Seed of the first guess: equal data and seeds give equal models.</param>
    /// <param name="effort">How much it is worth.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static FactorModel Fit(
        PairMatrix all, int products, FactorSettings settings, ulong seed, AlsEffort effort,
        CancellationToken cancellation)
    {
        int[] rows = MostMet(all);
        var size = AlsSize.Of(all.Items(rows), effort);
        var (pairs, d) = (size.Users, size.Dimension);
        int users = Count(pairs.UserCount, user => pairs.ItemsOf(user).Length);
        int items = Count(pairs.ItemCount, item => pairs.UsersOf(item).Length);
        var half = new AlsHalf(settings, d, cancellation);
        float[] ofItems = FirstGuess(pairs.ItemCount * d, d, seed), ofUsers = new float[pairs.UserCount * d];
        for (int i = 0; i < effort.Iterations; i++)
        {
            half.Solve(
                ofItems, items, pairs.UserCount, ofUsers, user => pairs.ItemsOf(user),
                user => pairs.WeightsOfUser(user));
            half.Solve(
                ofUsers, users, pairs.ItemCount, ofItems, item => pairs.UsersOf(item),
                item => pairs.WeightsOfItem(item));
        }
        var spectrum = new float[d];
        return new FactorModel(products, rows, half.Turn(ofItems, spectrum), spectrum, settings);
    }

    // Those with the most users, which serving compares one by one; in their order.
    private static int[] MostMet(PairMatrix pairs)
    {
        var rows = new List<int>();
        for (int item = 0; item < pairs.ItemCount; item++)
            if (pairs.UsersOf(item).Length > 0) rows.Add(item);
        if (rows.Count <= FactorModel.MostVectors) return [.. rows];
        return [.. rows.OrderByDescending(item => pairs.UsersOf(item).Length).ThenBy(item => item)
            .Take(FactorModel.MostVectors).Order()];
    }

    // Normal, of a deviation of 0.1 / √d.
    private static float[] FirstGuess(int count, int dimension, ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        var values = new float[count];
        double deviation = 0.1 / Math.Sqrt(dimension);
        for (int i = 0; i < count; i++)
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    private static int Count(int rows, Func<int, int> met)
    {
        int count = 0;
        for (int row = 0; row < rows; row++) count += met(row) > 0 ? 1 : 0;
        return count;
    }
}
