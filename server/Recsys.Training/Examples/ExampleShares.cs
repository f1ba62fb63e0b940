using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Examples;

/// <summary>
/// Which part of the customers of each window examples are taken of: all, unless there would be more examples than are
/// asked for. Customers are drawn, not rows, so that every one taken is whole, and each window anew.
/// </summary>
internal sealed class ExampleShares
{
    private ExampleShares(double towers, double ranker) => (Towers, Ranker) = (towers, ranker);

    /// <summary>Part of the customers that the towers learn from, above 0 and at most 1.</summary>
    public double Towers { get; }

    /// <summary>Part of the customers that the ranker learns from, likewise.</summary>
    public double Ranker { get; }

    /// <summary>Chooses them.</summary>
    /// <param name="table">The data.</param>
    /// <param name="replay">Its replay.</param>
    /// <param name="windows">All windows.</param>
    /// <param name="firstRankerWindow">The first that the ranker learns from.</param>
    /// <param name="anyType">Whether any type of interaction is the answer.</param>
    /// <param name="options">How many examples there may be.</param>
    public static ExampleShares Of(
        InteractionTable table, HistoryReplay replay, IReadOnlyList<ReplayWindow> windows, int firstRankerWindow,
        bool anyType, TrainingOptions options)
    {
        double towers = 0, ranker = 0;
        var latest = new int[table.UserCount];
        for (int w = 0; w < windows.Count; w++)
        {
            long answers = 0, users = 0;
            for (int row = windows[w].Start; row < windows[w].End; row++)
            {
                ref int met = ref latest[table.Users[row]];
                if (met != w + 1) users++;
                met = w + 1;
                if (!anyType && InterestWeight.Of(table.Types[row]) < 1) continue;
                answers++;
                if (!replay.Knew(row)) towers++;
            }
            if (w < firstRankerWindow) continue;
            long lesser = windows[w].End - windows[w].Start - answers;
            double taken = (answers * (1.0 + options.NegativesPerPositive))
                + (lesser * (1.0 + (options.NegativesPerPositive / (double)ExampleBuilder.DrawsForLesser)));
            // Every product is taken once of a customer.
            ranker += Math.Min(taken, users * (double)table.ItemCount);
        }
        return new ExampleShares(Share(options.MaxTowerExamples, towers), Share(options.MaxRankerExamples, ranker));
    }

    /// <summary>A number in [0, 1) for a customer at a window; those below a share are taken.</summary>
    public static double Draw(int user, int window)
    {
        // The finaliser of SplitMix64 (Steele et al., 2014): neighbours come out far apart.
        ulong x = ((ulong)(uint)user << 32) + (uint)window + 0x9e3779b97f4a7c15;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1L << 53));
    }

    private static double Share(int most, double expected) => expected <= most ? 1 : most / expected;
}
