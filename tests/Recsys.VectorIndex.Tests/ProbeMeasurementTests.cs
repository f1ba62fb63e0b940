using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex.Tests;

public sealed class ProbeMeasurementTests
{
    private const int Count = 5_000;
    private static readonly ItemVectors Items = new(Vectors.Clustered(Count, seed: 1), Vectors.Dimension);

    [Fact]
    public void Measure_ReachesTheTarget_AndOneStepLessDoesNot()
    {
        var index = Make();
        float[] queries = Vectors.Clustered(40, seed: 3);

        var table = ProbeMeasurement.Measure(index, queries, 0.95, [20, 200, 9_000], CancellationToken.None);

        Assert.Equal([20, 200], table.Choices.Select(choice => choice.Wanted));
        Assert.Equal((64, Count, 40, 0.95), (table.Lists, table.Products, table.Queries, table.Target));
        foreach (var choice in table.Choices)
        {
            Assert.InRange(choice.Recall, 0.95, 1);
            Assert.Equal(choice.Recall, Recall(index, queries, choice.Wanted, choice.Probes), 1e-4);
            Assert.All(choice.Measured.SkipLast(1), measured => Assert.True(measured.Recall < 0.95));
            Assert.Equal(choice.Probes, choice.Measured[^1].Probes);
        }
        Assert.True(table.Choices[1].Probes < 64);
    }

    [Fact]
    public void Measure_OfATarget1_LooksIntoAsManyListsAsItTakes()
    {
        var table = ProbeMeasurement.Measure(
            Make(), Vectors.Normal(10 * Vectors.Dimension, seed: 3), 1, [100], CancellationToken.None);

        Assert.Equal(1, table.Choices[0].Recall);
    }

    [Fact]
    public void Measure_NothingToMeasure_IsRefused()
    {
        var index = Make();

        Assert.Throws<ArgumentException>(
            () => ProbeMeasurement.Measure(index, new float[5], 0.9, null, CancellationToken.None));
        Assert.Throws<ArgumentException>(
            () => ProbeMeasurement.Measure(index, new float[0], 0.9, null, CancellationToken.None));
        Assert.Throws<ArgumentException>(
            () => ProbeMeasurement.Measure(index, new float[Vectors.Dimension], 1.1, null, CancellationToken.None));
    }

    [Fact]
    public void QueriesLike_AreNearProductsAndAsLongAsThose()
    {
        float[] queries = ProbeMeasurement.QueriesLike(Items, 50, seed: 2);

        double nearest = 0;
        for (int query = 0; query < 50; query++)
        {
            var vector = Vectors.Row(queries, query);
            double best = 0;
            for (int row = 0; row < Count; row++)
                best = Math.Max(best, ItemVectors.Dot(vector, Items[row]) / (Norm(vector) * Norm(Items[row])));
            nearest += best / 50;
            Assert.True(best < 0.9999, "A query is a product.");
        }
        Assert.InRange(nearest, 0.7, 1);
        Assert.Equal(queries, ProbeMeasurement.QueriesLike(Items, 50, seed: 2));
    }

    private static double Norm(ReadOnlySpan<float> vector) => Math.Sqrt(ItemVectors.Dot(vector, vector));

    private static double Recall(ListIndex index, float[] queries, int wanted, int probes)
    {
        double sum = 0;
        for (int query = 0; query < 40; query++)
        {
            var vector = Vectors.Row(queries, query);
            int[] exact = new int[wanted], rows = new int[wanted];
            index.SearchExactly(vector, wanted).Finish(exact, new float[wanted]);
            int found = index.Search(vector, rows, new float[wanted], default, probes);
            sum += rows.Take(found).Intersect(exact).Count() / (double)wanted;
        }
        return sum / 40;
    }

    private static ListIndex Make()
    {
        int[] rows = [.. Enumerable.Range(0, Count)];
        using var trained = IvfIndex.Build(
            Vectors.Clustered(Count, seed: 1), Vectors.Dimension, [.. rows.Select(row => (long)row)],
            new IvfOptions { Lists = 64, Seed = 5 });
        return ListIndex.Of(trained, rows, Items, null);
    }
}
