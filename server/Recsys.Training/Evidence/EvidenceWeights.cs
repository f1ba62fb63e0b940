using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Evidence;

/// <summary>
/// How much each interaction of a table says of taste, from what the table itself holds. A signal is read against what
/// is usual, so that no unit, scale or kind of product needs a rule of its own: quantity and dwell as logarithms
/// against the product's mean (or its category's, where the product has few), ratings as powers of two by standard
/// deviations from the customer's mean, so that bad ones are weak evidence. Each is bounded, has a mean of 1 within a
/// type of interaction, and is 1 where it was not given; their powers (<see cref="SignalExponents"/>) are multiplied.
/// </summary>
internal static class EvidenceWeights
{
    // Part of all rows that must hold a signal for it to say anything of the whole.
    private const double LeastShare = 0.01;

    // Rows of what is usual in general that a product, category or customer begins with.
    private const double Shrinkage = 5;

    private const double Least = 0.125, Most = 4;

    /// <summary>The signals that a table holds: given in enough rows, and not the same in all of them.</summary>
    public static IReadOnlyList<Signal> Present(InteractionTable table) =>
        [.. Enum.GetValues<Signal>().Where(signal => IsPresent(table, signal))];

    /// <summary>The weights.</summary>
    /// <param name="table">The table; nothing else is read.</param>
    /// <param name="exponents">How strongly each signal counts.</param>
    /// <returns>One per row, finite and above 0; empty where all rows count alike.</returns>
    public static float[] Of(InteractionTable table, SignalExponents exponents)
    {
        if (exponents == SignalExponents.None) return [];
        var weights = new float[table.Count];
        Array.Fill(weights, 1);
        foreach (var signal in Enum.GetValues<Signal>())
        {
            double exponent = exponents.Of(signal);
            if (exponent == 0) continue;
            double[] read = Read(table, signal);
            for (int row = 0; row < weights.Length; row++) weights[row] *= (float)Math.Pow(read[row], exponent);
        }
        return weights;
    }

    private static double[] Read(InteractionTable table, Signal signal)
    {
        if (signal == Signal.Type)
        {
            double least = InterestWeight.Of(InteractionType.View);
            return Array.ConvertAll(table.Types, type => Math.Max(InterestWeight.Of(type), least));
        }
        double[] values = [.. Enumerable.Range(0, table.Count).Select(row => Raw(table, row, signal))];
        double[] read = signal switch
        {
            Signal.Rating => Deviations(values, table.Users, table.UserCount),
            Signal.Value => Ratios(values, _ => -1, 0, _ => -1, 0),
            _ => Ratios(
                values, row => table.Items[row], table.ItemCount, Categories(table, out int categories), categories),
        };
        return MeanOneByType(read, values, table.Types);
    }

    // What a row holds of a signal; NaN where it was not given.
    private static double Raw(InteractionTable table, int row, Signal signal)
    {
        bool rating = table.Types[row] == InteractionType.Rating;
        return signal switch
        {
            Signal.Rating => rating && table.Values[row] != 0 ? table.Values[row] : double.NaN,
            Signal.Value => !rating && table.Values[row] > 0 ? Math.Log(1.0 + table.Values[row]) : double.NaN,
            Signal.Dwell => table.DwellsMs[row] > 0 ? Math.Log(1 + (table.DwellsMs[row] / 1000.0)) : double.NaN,
            Signal.Quantity => table.Quantities[row] > 0 ? Math.Log(1.0 + table.Quantities[row]) : double.NaN,
            _ => InterestWeight.Of(table.Types[row]),
        };
    }

    private static bool IsPresent(InteractionTable table, Signal signal)
    {
        long given = 0, others = 0;
        double first = double.NaN;
        for (int row = 0; row < table.Count; row++)
        {
            double value = Raw(table, row, signal);
            if (double.IsNaN(value)) continue;
            given++;
            if (double.IsNaN(first)) first = value;
            if (value != first) others++;
        }
        return given >= Math.Max(1, LeastShare * table.Count) && others >= LeastShare * given;
    }

    // Logarithms over the mean of the product's, which begins with what is usual in its category, and that in general.
    private static double[] Ratios(
        double[] values, Func<int, int> product, int products, Func<int, int> category, int categories)
    {
        var all = new Means(1, 0);
        var byCategory = new Means(categories, Shrinkage);
        var byProduct = new Means(products, Shrinkage);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) continue;
            all.Add(0, values[row]);
            byCategory.Add(category(row), values[row]);
            byProduct.Add(product(row), values[row]);
        }
        var ratios = new double[values.Length];
        for (int row = 0; row < ratios.Length; row++)
        {
            double usual = byProduct.Of(product(row), byCategory.Of(category(row), all.Of(0, 1)));
            ratios[row] = usual > 0 ? values[row] / usual : double.NaN;
        }
        return ratios;
    }

    // 2 to the power of the standard deviations above the customer's mean.
    private static double[] Deviations(double[] values, int[] users, int userCount)
    {
        var all = new Means(1, 0);
        var byUser = new Means(userCount, Shrinkage);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) continue;
            all.Add(0, values[row]);
            byUser.Add(users[row], values[row]);
        }
        double mean = all.Of(0, 0), squares = 0;
        long given = 0;
        var from = new double[values.Length];
        for (int row = 0; row < from.Length; row++)
        {
            from[row] = values[row] - byUser.Of(users[row], mean);
            if (double.IsNaN(from[row])) continue;
            squares += from[row] * from[row];
            given++;
        }
        double deviation = Math.Sqrt(squares / Math.Max(1, given));
        return Array.ConvertAll(from, difference => deviation > 0 ? Math.Pow(2, difference / deviation) : double.NaN);
    }

    // Bounded, and 1 where nothing was given.
    private static double[] MeanOneByType(double[] read, double[] values, InteractionType[] types)
    {
        var means = new Means(Enum.GetValues<InteractionType>().Length, 0);
        for (int row = 0; row < read.Length; row++)
        {
            if (double.IsNaN(values[row]) || !double.IsFinite(read[row]))
            {
                read[row] = double.NaN;
                continue;
            }
            read[row] = Math.Clamp(read[row], Least, Most);
            means.Add((int)types[row], read[row]);
        }
        for (int row = 0; row < read.Length; row++)
            read[row] = double.IsNaN(read[row]) ? 1 : read[row] / means.Of((int)types[row], 1);
        return read;
    }

    private static Func<int, int> Categories(InteractionTable table, out int count)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofItem = new int[table.ItemCount];
        for (int item = 0; item < ofItem.Length; item++)
        {
            ofItem[item] = -1;
            if (table.Products[item].Categories is not [var name, ..]) continue;
            if (!names.TryGetValue(name, out ofItem[item])) names.Add(name, ofItem[item] = names.Count);
        }
        count = names.Count;
        return row => ofItem[table.Items[row]];
    }

    // Means by key, each of which begins with a few rows of what is usual; a key below 0 is none.
    private sealed class Means(int keys, double shrinkage)
    {
        private readonly double[] _sums = new double[keys];
        private readonly double[] _counts = new double[keys];

        public void Add(int key, double value)
        {
            if (key < 0) return;
            _sums[key] += value;
            _counts[key]++;
        }

        public double Of(int key, double usual)
        {
            double count = key < 0 ? 0 : _counts[key] + shrinkage;
            return count > 0 ? (_sums[key] + (shrinkage * usual)) / count : usual;
        }
    }
}
