using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;

namespace Recsys.Training.Neighbors;

/// <summary>
/// What comes after what: a pair counts for every time one item follows another in a user's sequence,
/// <see cref="StepDecay"/> to the power of the steps between them. Items of one moment, a basket for example, are one
/// step and follow each other half in either direction. The weight from a to b is
/// count(a, b) / (count(a)^p · count(b)^q), counts being all that leaves a and all that reaches b: p = 1, q = 0 are the
/// odds of a Markov chain, p = q = ½ a directed cosine.
/// </summary>
internal static class TransitionFitter
{
    /// <summary>What each further step counts against the one before it.</summary>
    public const double StepDecay = 0.6;

    private const int MaxSteps = 6;
    private const int MaxEvents = 64;
    private const float SameMoment = 0.5f;
    private const int StepItems = 64;

    /// <summary>Fits the weights.</summary>
    /// <param name="table">Interactions in time order.</param>
    /// <param name="items">Items of the result, at least those of the table.</param>
    /// <param name="powers">p and q.</param>
    /// <param name="count">Most weights kept of each item's row.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(
        InteractionTable table, int items, TransitionPowers powers, int count, CancellationToken cancellation) =>
        FitEach(table, items, [powers], count, cancellation).Single();

    /// <summary>Fits the weights for several powers; what leaves and reaches items is counted once.</summary>
    /// <param name="table">Interactions in time order.</param>
    /// <param name="items">Items of the result, at least those of the table.</param>
    /// <param name="choices">p and q of each.</param>
    /// <param name="count">Most weights kept of each item's row.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>A table for each, made when it is come to.</returns>
    public static IEnumerable<ItemNeighbors> FitEach(
        InteractionTable table, int items, IEnumerable<TransitionPowers> choices, int count,
        CancellationToken cancellation)
    {
        double[] leaving = Sums(table, forward: true, cancellation);
        double[] reaching = Sums(table, forward: false, cancellation);
        foreach (var powers in choices)
        {
            var rows = new NeighborRows(items);
            var reachingScale = Array.ConvertAll(reaching, sum => sum > 0 ? Math.Pow(sum, -powers.Target) : 0);
            Parallel(table, cancellation, (item, counts, met) =>
            {
                var kept = new LargestWeights(count);
                double scale = leaving[item] > 0 ? Math.Pow(leaving[item], -powers.Source) : 0;
                foreach (int other in met) kept.Offer(other, (float)(counts[other] * scale * reachingScale[other]));
                rows.Set(item, kept.Rows, kept.Weights);
            }, forward: true);
            yield return rows.Build();
        }
    }

    private static double[] Sums(InteractionTable table, bool forward, CancellationToken cancellation)
    {
        var sums = new double[table.ItemCount];
        Parallel(table, cancellation, (item, counts, met) =>
        {
            foreach (int other in met) sums[item] += counts[other];
        }, forward);
        return sums;
    }

    // Each item's followers, or what it follows, summed over its rows in order.
    private static void Parallel(
        InteractionTable table, CancellationToken cancellation, Action<int, float[], List<int>> use, bool forward)
    {
        using var scratch = new ThreadLocal<(float[] Counts, List<int> Met)>(
            () => (new float[table.ItemCount], []));
        BlockWork.Run(table.ItemCount, StepItems, (from, to) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var (counts, met) = scratch.Value;
            for (int item = from; item < to; item++)
            {
                foreach (int row in table.RowsOfItem(item)) Walk(table, row, forward ? 1 : -1, counts, met);
                use(item, counts, met);
                foreach (int other in met) counts[other] = 0;
                met.Clear();
            }
        });
    }

    private static void Walk(InteractionTable table, int row, int direction, float[] counts, List<int> met)
    {
        var rows = table.RowsOfUser(table.Users[row]);
        int item = table.Items[row];
        int at = rows.BinarySearch(row);
        double weight = 1;
        long moment = table.TimesMs[row];
        int steps = 0, events = 0;
        for (int i = at + direction; i >= 0 && i < rows.Length && events < MaxEvents; i += direction, events++)
        {
            if (table.TimesMs[rows[i]] != moment)
            {
                if (++steps > MaxSteps) return;
                if (steps > 1) weight *= StepDecay;
                moment = table.TimesMs[rows[i]];
            }
            Add(table.Items[rows[i]], steps == 0 ? SameMoment : (float)weight);
        }
        // The rest of the row's own moment lies behind it.
        for (int i = at - direction; i >= 0 && i < rows.Length && events < MaxEvents; i -= direction, events++)
        {
            if (table.TimesMs[rows[i]] != table.TimesMs[row]) return;
            Add(table.Items[rows[i]], SameMoment);
        }

        void Add(int other, float count)
        {
            if (other == item) return;
            if (counts[other] == 0) met.Add(other);
            counts[other] += count;
        }
    }
}
