using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex;

/// <summary>Measures how many lists of an index to look into, against exact searches.</summary>
public static class ProbeMeasurement
{
    /// <summary>Numbers of results that are measured unless others are named.</summary>
    public static IReadOnlyList<int> StandardWanted { get; } = [100, 250, 500, 1000, 2000];

    private const int Nearby = 256, Likes = 5;

    /// <summary>Measures recall for a growing number of lists until the target is reached.</summary>
    /// <param name="index">The index.</param>
    /// <param name="queries">[q, dimension] of the kind that is served, q above 0: vectors of customers, not of
    /// products.</param>
    /// <param name="target">Mean recall wanted, in (0, 1].</param>
    /// <param name="wanted">Numbers of results, rising; <see cref="StandardWanted"/> by default. Those above the number
    /// of products are left out.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <exception cref="ArgumentException">Index or queries are empty, or the target is out of range.</exception>
    public static ProbeTable Measure(
        ListIndex index, ReadOnlyMemory<float> queries, double target, IReadOnlyList<int>? wanted,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (target is not (> 0 and <= 1)) throw new ArgumentException("A target is above 0 and at most 1.");
        int count = queries.Length / index.Dimension;
        if (count == 0 || queries.Length % index.Dimension != 0 || index.Count == 0)
            throw new ArgumentException("Products and whole queries are needed.", nameof(queries));
        int[] numbers = [.. (wanted ?? StandardWanted).Where(number => number <= index.Count)];
        if (numbers.Length == 0) numbers = [index.Count];

        var exact = new float[count][];
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, count, options, query =>
        {
            exact[query] = new float[numbers[^1]];
            index.SearchExactly(Query(query).Span, numbers[^1]).Finish(new int[numbers[^1]], exact[query]);
        });
        var choices = new List<ProbeChoice>();
        foreach (int number in numbers)
        {
            var measured = new List<ProbeRecall>();
            for (int probes = choices.Count > 0 ? Math.Max(1, choices[^1].Probes / 2) : 1; ; probes = Next(probes))
            {
                probes = Math.Min(probes, index.Lists);
                measured.Add(new ProbeRecall(probes, Math.Round(MeanRecall(number, probes), 5)));
                if (measured[^1].Recall >= target || probes == index.Lists) break;
            }
            choices.Add(new ProbeChoice(number, measured[^1].Probes, measured[^1].Recall, measured));
        }
        return new ProbeTable
        {
            Target = target, Products = index.Count, Lists = index.Lists, Queries = count, Choices = choices,
        };

        ReadOnlyMemory<float> Query(int query) => queries.Slice(query * index.Dimension, index.Dimension);

        double MeanRecall(int number, int probes)
        {
            var recalls = new double[count];
            Parallel.For(0, count, options, query =>
            {
                var (rows, scores) = (new int[number], new float[number]);
                int found = index.Search(Query(query).Span, rows, scores, default, probes);
                int hits = 0;
                while (hits < found && scores[hits] >= exact[query][number - 1]) hits++;
                recalls[query] = (double)hits / number;
            });
            return recalls.Average();
        }
    }

    /// <summary>
    /// Queries where there are no customers to take: the sum of a few products that are near one another, with the
    /// length of a product's vector, as a customer's taste is.
    /// </summary>
    /// <param name="vectors">The products' vectors; at least one.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed of the choice.</param>
    public static float[] QueriesLike(ItemVectors vectors, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var random = new Random(seed);
        var queries = new float[count * vectors.Dimension];
        Span<int> rows = stackalloc int[Nearby];
        Span<float> products = stackalloc float[Nearby];
        for (int query = 0; query < count; query++)
        {
            var anchor = vectors[random.Next(vectors.Rows)];
            for (int i = 0; i < Nearby; i++) rows[i] = random.Next(vectors.Rows);
            VectorProducts.Compute(vectors, rows, anchor, products);
            products.Sort(rows);
            var sum = queries.AsSpan(query * vectors.Dimension, vectors.Dimension);
            anchor.CopyTo(sum);
            // Sorted ascending: the nearest are last.
            foreach (int row in rows[^Likes..]) Add(sum, vectors[row]);
            float scale = Norm(anchor) / Math.Max(Norm(sum), float.Epsilon);
            foreach (ref float value in sum) value *= scale;
        }
        return queries;
    }

    // Finer steps would measure more than they save.
    private static int Next(int probes) => Math.Max(probes + 1, probes * 5 / 4);

    private static void Add(Span<float> sum, ReadOnlySpan<float> vector)
    {
        for (int i = 0; i < sum.Length; i++) sum[i] += vector[i];
    }

    private static float Norm(ReadOnlySpan<float> vector) => MathF.Sqrt(ItemVectors.Dot(vector, vector));
}
