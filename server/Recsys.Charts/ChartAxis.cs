using System.Globalization;

namespace Recsys.Charts;

/// <summary>One axis of a chart: where values lie on it, and which are written beside it.</summary>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="Place">Place of a value, 0 at the axis' beginning and 1 at its end.</param>
/// <param name="Ticks">Values that are written, with their texts.</param>
public sealed record ChartAxis(
    string Title, Func<double, double> Place, IReadOnlyList<(double Value, string Text)> Ticks)
{
    private const int MostTicks = 6;

    /// <summary>Equal steps from 0 to a round value at or above the highest.</summary>
    public static ChartAxis Linear(string title, double highest)
    {
        highest = Math.Max(highest, 1e-9);
        double step = Math.Pow(10, Math.Floor(Math.Log10(highest / MostTicks)));
        step *= new[] { 1, 2, 2.5, 5, 10, 20 }.First(factor => highest / (step * factor) <= MostTicks);
        double end = Math.Ceiling(highest / step - 1e-9) * step;
        return new ChartAxis(
            title, value => Math.Clamp(value / end, 0, 1),
            [.. Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(i => (i * step, Number(i * step)))]);
    }

    /// <summary>Equal steps between round values at or around the lowest and the highest.</summary>
    public static ChartAxis Between(string title, double lowest, double highest)
    {
        if (highest - lowest < 1e-9) (lowest, highest) = (lowest - 0.5, highest + 0.5);
        double step = Math.Pow(10, Math.Floor(Math.Log10((highest - lowest) / MostTicks)));
        step *= new[] { 1, 2, 2.5, 5, 10, 20 }.First(factor => (highest - lowest) / (step * factor) <= MostTicks);
        double from = Math.Floor(lowest / step + 1e-9) * step, to = Math.Ceiling(highest / step - 1e-9) * step;
        return new ChartAxis(
            title, value => Math.Clamp((value - from) / (to - from), 0, 1),
            [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1)
                .Select(i => Math.Round(from + i * step, 12)).Select(value => (value, Number(value)))]);
    }

    /// <summary>Equal ratios, from a round value at or below the lowest to one at or above the highest.</summary>
    public static ChartAxis Log(string title, double lowest, double highest)
    {
        lowest = Math.Max(lowest, 1e-7);
        highest = Math.Max(highest, lowest * 1.01);
        double from = Floor(lowest), to = -Floor(-highest, up: true);
        double[] factors = Math.Log10(to / from) > 2.2 ? [1] : [1, 2, 5];
        var ticks = new List<(double, string)>();
        for (double decade = Math.Pow(10, Math.Floor(Math.Log10(from))); decade <= to * 1.001; decade *= 10)
        {
            foreach (double factor in factors)
            {
                double value = decade * factor;
                if (value >= from * 0.999 && value <= to * 1.001) ticks.Add((value, Number(value)));
            }
        }
        double length = Math.Log(to / from);
        return new ChartAxis(title, value => Math.Clamp(Math.Log(Math.Max(value, from) / from) / length, 0, 1), ticks);
    }

    /// <summary>Percentiles, each nine as far from the one before as that from its own.</summary>
    public static ChartAxis Nines(string title, double mostNines)
    {
        (double, string)[] ticks =
            [(0, "0"), (0.5, "50"), (0.9, "90"), (0.99, "99"), (0.999, "99.9"), (0.9999, "99.99"), (0.99999, "99.999")];
        return new ChartAxis(
            title, value => Math.Clamp(-Math.Log10(Math.Max(1 - value, 1e-9)) / mostNines, 0, 1),
            [.. ticks.Where(tick => -Math.Log10(1 - tick.Item1) <= mostNines + 1e-6)]);
    }

    /// <summary>A number as short as it is clear.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 10_000_000 => (value / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " M",
        >= 10_000 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 0.01 or 0 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.#######", CultureInfo.InvariantCulture),
    };

    // The nearest of 1, 2 and 5 times a power of ten.
    private static double Floor(double value, bool up = false)
    {
        double size = Math.Abs(value);
        double decade = Math.Pow(10, Math.Floor(Math.Log10(size)));
        double[] steps = [1, 2, 5, 10];
        double found = up
            ? steps.First(step => decade * step >= size * 0.999)
            : steps.Last(step => decade * step <= size * 1.001);
        return up ? -decade * found : decade * found;
    }
}
