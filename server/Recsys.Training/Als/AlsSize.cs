using Recsys.Snapshots.Als;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Als;

/// <summary>How large a model of implicit alternating least squares suits data: what it may cost to fit and to
/// ask.</summary>
/// <param name="Dimension">Numbers of a vector, a multiple of 16.</param>
/// <param name="Users">Users it is fitted on; not those who are asked about: their vectors are solved when
/// asked.</param>
internal sealed record AlsSize(int Dimension, PairMatrix Users)
{
    private const int Step = 16;

    // Longer vectors tell more of products that few met, until the work is too much; then fewer users do.
    private const int LeastDimension = 64;

    // 256 MB of users' vectors, twice.
    private const long MostUserNumbers = 1 << 26;

    private const double WorkOfPair = 40_000;
    private const double LeastWork = 5e9;

    /// <summary>Chooses.</summary>
    /// <param name="pairs">Who has what.</param>
    /// <param name="effort">How much the model is worth.</param>
    public static AlsSize Of(PairMatrix pairs, AlsEffort effort)
    {
        int items = Math.Max(1, pairs.ItemCount), least = Math.Min(items, pairs.UserCount);
        int dimension = Math.Min(Math.Min(effort.Dimension, FactorModel.MostNumbers / items), LengthFor(least));
        dimension = Math.Max(Step, dimension / Step * Step);
        double most = Math.Min(effort.Work, Math.Max(LeastWork, WorkOfPair * pairs.Count));
        while (dimension > LeastDimension && Work(pairs, dimension) > most) dimension -= Step;
        long step = Math.Max(
            (long)Math.Ceiling(Work(pairs, dimension) / most),
            ((pairs.UserCount * (long)dimension) + MostUserNumbers - 1) / MostUserNumbers);
        return new AlsSize(dimension, pairs.EveryUser((int)Math.Max(1, step)));
    }

    // What a few products need, and more for many: on Online Retail II (4,200 products) 256 numbers find what 160 do,
    // of 10,000 books 416 find a tenth more than 256.
    private static int LengthFor(int least) => Math.Min(least / 4, LeastDimension + (least / 32));

    private static double Work(PairMatrix pairs, int dimension)
    {
        double work = 0;
        for (int user = 0; user < pairs.UserCount; user++) work += Work(pairs.ItemsOf(user).Length, dimension);
        for (int item = 0; item < pairs.ItemCount; item++) work += Work(pairs.UsersOf(item).Length, dimension);
        return work;
    }

    // Gathering a system, solving it, and turning the vector.
    private static double Work(int met, double dimension)
    {
        double unknowns = Math.Min(met, dimension);
        return (met * unknowns * dimension / 2) + (unknowns * unknowns * unknowns / 6) + (2 * dimension * dimension);
    }
}
