using Recsys.Pipeline.Features;
using Recsys.Snapshots.Popularity;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Popularity;

/// <summary>Counts what is popular at the end of a table. Where the data has no times, recent is ever.</summary>
public static class PopularityBuilder
{
    /// <summary>Counts.</summary>
    /// <param name="table">The interactions; its item numbers become the model's rows.</param>
    /// <param name="options">How to count.</param>
    public static PopularityTable Build(InteractionTable table, PopularityOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check(options);
        var recent = Count(table, options.HalfLifeDays, country: -1);
        var total = Count(table, double.PositiveInfinity, country: -1);
        var byCountry = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase);
        foreach (int country in LargeCountries(table, options.MinCountryInteractions))
            byCountry.TryAdd(
                table.CountryNames[country], Best(Count(table, options.HalfLifeDays, country), options.ListLength));
        return new PopularityTable(
            recent, total, Best(recent, options.ListLength), Best(Growth(table, options), options.ListLength),
            byCountry);
    }

    private static float[] Count(InteractionTable table, double halfLifeDays, int country)
    {
        long end = Math.Max(EndOf(table.Columns), EndOf(table.Nobodys));
        var counts = new double[table.ItemCount];
        Add(table.Columns, counts, halfLifeDays, country, end);
        Add(table.Nobodys, counts, halfLifeDays, country, end);
        return Array.ConvertAll(counts, count => (float)count);
    }

    private static long EndOf(InteractionColumns rows) => rows.TimesMs.Length > 0 ? rows.TimesMs[^1] : 0;

    private static void Add(InteractionColumns rows, double[] counts, double halfLifeDays, int country, long end)
    {
        for (int row = 0; row < rows.TimesMs.Length; row++)
        {
            if (country >= 0 && rows.Countries[row] != country) continue;
            double age = (end - rows.TimesMs[row]) / ItemStatistics.DayMs;
            counts[rows.Items[row]] += InterestWeight.Of(rows.Types[row]) * Math.Pow(0.5, age / halfLifeDays);
        }
    }

    /// <summary>
    /// Rate over the short half-life against that over the long one, drawn towards 1 where there is little to go by;
    /// only products that grow.
    /// </summary>
    private static float[] Growth(InteractionTable table, PopularityOptions options)
    {
        float[] shorter = Count(table, options.TrendHalfLifeDays, country: -1);
        float[] longer = Count(table, options.HalfLifeDays, country: -1);
        double scale = options.TrendHalfLifeDays / options.HalfLifeDays;
        var growth = new float[shorter.Length];
        for (int item = 0; item < growth.Length; item++)
        {
            double expected = longer[item] * scale;
            double ratio = (shorter[item] + options.TrendSmoothing * scale)
                / (expected + options.TrendSmoothing * scale);
            growth[item] = ratio > 1 ? (float)ratio : 0;
        }
        return growth;
    }

    private static IEnumerable<int> LargeCountries(InteractionTable table, int least)
    {
        var counts = new int[table.CountryNames.Length];
        foreach (int country in table.Countries)
            if (country >= 0) counts[country]++;
        foreach (int country in table.Nobodys.Countries)
            if (country >= 0) counts[country]++;
        return Enumerable.Range(0, counts.Length)
            .Where(country => counts[country] >= least)
            .OrderByDescending(country => counts[country]).ThenBy(country => country)
            .Take(PopularityTable.MaxCountries);
    }

    private static int[] Best(float[] counts, int length)
    {
        var scores = Array.ConvertAll(counts, count => count > 0 ? count : float.NegativeInfinity);
        var best = new int[Math.Min(length, scores.Length)];
        return best[..TopItems.Select(scores, best)];
    }

    private static void Check(PopularityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.HalfLifeDays > 0) || !(options.TrendHalfLifeDays > 0))
            throw new ArgumentOutOfRangeException(nameof(options), "Half-lives must be above 0 days.");
        if (!(options.TrendSmoothing >= 1) || options.MinCountryInteractions < 1)
            throw new ArgumentOutOfRangeException(nameof(options), "Smoothing and the least interactions start at 1.");
        if (options.ListLength is < 1 or > PopularityTable.MaxListLength)
            throw new ArgumentOutOfRangeException(
                nameof(options), $"List length must be 1 to {PopularityTable.MaxListLength}.");
    }
}
