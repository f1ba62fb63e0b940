using Recsys.Training.Baselines;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class EaseFitterTests
{
    [Theory]
    [InlineData(1, 5f)]
    [InlineData(2, 50f)]
    [InlineData(3, 500f)]
    public void Fit_EveryItemANeighbour_IsEase(int seed, float lambda)
    {
        var table = SyntheticShop.Build(users: 30, products: 20, seed: seed);
        var neighbors = EaseFitter.Fit(PairMatrix.Of(table), table.ItemCount, lambda, count: 1000, default);
        var feedback = FeedbackMatrix.Of(table);
        var ease = new EaseBaseline(feedback, lambda);

        for (int user = 0; user < table.UserCount; user++)
        {
            var expected = new float[table.ItemCount];
            ease.Score(user, expected);
            var sums = new float[table.ItemCount];
            foreach (int item in feedback.ItemsOf(user))
                for (int n = 0; n < neighbors.RowsOf(item).Length; n++)
                    sums[neighbors.RowsOf(item)[n]] += neighbors.WeightsOf(item)[n];
            for (int item = 0; item < sums.Length; item++) Assert.Equal(expected[item], sums[item], 1e-3);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Fit_MoreItemsThanANeighbourhood_RebuildsEachFromItsNearest(int seed, bool weighted)
    {
        const float Lambda = 3;
        var table = Pairs.Groups(users: 80, items: 160, groups: 2, chance: 0.5, seed);
        var pairs = PairMatrix.Of(table, weighted ? Pairs.RowWeights(table, seed) : []);
        var neighbors = EaseFitter.Fit(pairs, table.ItemCount, Lambda, count: 1000, default);
        var x = Pairs.Dense(pairs);

        for (int item = 0; item < 5; item++)
        {
            int[] nearest = Nearest(x, item);
            double[] expected = Solve(x, nearest, item, Lambda);
            for (int i = 0; i < nearest.Length; i++)
            {
                int at = neighbors.RowsOf(nearest[i]).IndexOf(item);
                Assert.Equal(expected[i], at < 0 ? 0 : neighbors.WeightsOf(nearest[i])[at], 1e-3);
            }
            for (int other = 0; other < table.ItemCount; other++)
                if (!nearest.Contains(other)) Assert.Equal(-1, neighbors.RowsOf(other).IndexOf(item));
        }
    }

    [Fact]
    public void Fit_Twice_IsTheSame_AndRowsAreInOrder()
    {
        var table = Pairs.Groups(users: 60, items: 150, groups: 3, chance: 0.4, seed: 4);
        var one = EaseFitter.Fit(PairMatrix.Of(table), table.ItemCount + 5, 10, count: 20, default);
        var two = EaseFitter.Fit(PairMatrix.Of(table), table.ItemCount + 5, 10, count: 20, default);

        Assert.Equal(one.AllRows.ToArray(), two.AllRows.ToArray());
        Assert.Equal(one.AllWeights.ToArray(), two.AllWeights.ToArray());
        Assert.Equal(table.ItemCount + 5, one.Count);
        Assert.True(one.RowsOf(table.ItemCount + 4).IsEmpty);
        for (int item = 0; item < one.Count; item++)
        {
            Assert.InRange(one.RowsOf(item).Length, 0, 20);
            Assert.Equal(one.WeightsOf(item).ToArray().OrderDescending(), one.WeightsOf(item).ToArray());
        }
        Assert.Contains(one.AllWeights.ToArray(), weight => weight < 0);
    }

    [Fact]
    public void FitEach_SeveralLambdas_AreTheirOwnFits_AndTellHowFarItIs()
    {
        float[] lambdas = [1, 10, 200];
        var table = Pairs.Groups(users: 60, items: 150, groups: 3, chance: 0.4, seed: 6);
        var pairs = PairMatrix.Of(table);
        var told = new System.Collections.Concurrent.ConcurrentBag<double>();

        var tables = EaseFitter.FitEach(pairs, table.ItemCount, lambdas, count: 20, default, told.Add).ToList();

        Assert.Equal(lambdas.Length, tables.Count);
        foreach (var (lambda, together) in lambdas.Zip(tables))
        {
            var alone = EaseFitter.Fit(pairs, table.ItemCount, lambda, count: 20, default);
            Assert.Equal(alone.AllRows.ToArray(), together.AllRows.ToArray());
            Assert.Equal(alone.AllWeights.ToArray(), together.AllWeights.ToArray());
        }
        Assert.All(told, done => Assert.InRange(done, 0, 1));
        Assert.Equal(1, told.Max(), 1e-9);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        var pairs = PairMatrix.Of(SyntheticShop.Build(users: 10, products: 10));

        Assert.ThrowsAny<OperationCanceledException>(() =>
            EaseFitter.Fit(pairs, 10, 10, count: 5, new CancellationToken(canceled: true)));
    }

    private static int[] Nearest(double[,] x, int item)
    {
        double Shared(int a, int b) => Enumerable.Range(0, x.GetLength(0)).Sum(user => x[user, a] * x[user, b]);
        return [.. Enumerable.Range(0, x.GetLength(1))
            .Where(other => other != item && Shared(item, other) > 0)
            .OrderByDescending(other => (float)Shared(item, other) / MathF.Sqrt((float)Shared(other, other)))
            .ThenBy(other => other).Take(EaseFitter.Neighborhood)];
    }

    // (G_SS + λI) w = G_Sj by elimination.
    private static double[] Solve(double[,] x, int[] rows, int item, double lambda)
    {
        int n = rows.Length;
        double Shared(int a, int b) => Enumerable.Range(0, x.GetLength(0)).Sum(user => x[user, a] * x[user, b]);
        var a = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) a[i, j] = Shared(rows[i], rows[j]) + (i == j ? lambda : 0);
            a[i, n] = Shared(rows[i], item);
        }
        for (int p = 0; p < n; p++)
            for (int i = 0; i < n; i++)
            {
                if (i == p) continue;
                double factor = a[i, p] / a[p, p];
                for (int j = p; j <= n; j++) a[i, j] -= factor * a[p, j];
            }
        return [.. Enumerable.Range(0, n).Select(i => a[i, n] / a[i, i])];
    }
}
