using Recsys.Pipeline.Retrieval;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class GraphFilterFitterTests
{
    [Theory]
    [InlineData(0f, 0f, 1, false, 1)]
    [InlineData(0.3f, 0f, 1, false, 2)]
    [InlineData(1f, 0f, 0.5, false, 3)]
    [InlineData(0f, 0.6f, 1, false, 4)]
    [InlineData(0.3f, 1.2f, 0.25, false, 5)]
    [InlineData(0f, 0f, 0, true, 6)]
    [InlineData(0.3f, 0.6f, 2, true, 7)]
    public void Fit_SmallGraph_IsTheFilterOfTheFullDecomposition(
        float alpha, float sharpening, double userPower, bool weighted, int seed)
    {
        // 28 items make 7 dimensions: as many as there are groups, so that the low-pass has a clear edge.
        var table = Pairs.Groups(users: 140, items: 28, groups: 7, chance: 0.9, seed);
        var pairs = PairMatrix.Of(table, weighted ? Pairs.RowWeights(table, seed) : []);
        Assert.Equal(7, GraphFilterFitter.Dimensions(pairs));
        var found = GraphFilterFitter.Fit(
            pairs, pairs.ItemCount, GraphFilterFitter.Basis(pairs, userPower, seed, default),
            new GraphFilterShape(alpha, sharpening, Kept: 1000, userPower), default);

        double[,] expected = Filter(Pairs.Dense(pairs), alpha, sharpening, userPower, 7);

        for (int item = 0; item < pairs.ItemCount; item++)
            for (int other = 0; other < pairs.ItemCount; other++)
                if (other != item) Assert.Equal(expected[item, other], WeightOf(found, item, other), 1e-3);
    }

    [Fact]
    public void Fit_Twice_IsTheSame()
    {
        var pairs = PairMatrix.Of(Pairs.Groups(users: 60, items: 50, groups: 5, chance: 0.5, seed: 4));
        var one = ItemToItemFitter.FitGraphFilter(pairs, 50, new GraphFilterShape(0.3f, 0.6f), default);
        var two = ItemToItemFitter.FitGraphFilter(pairs, 50, new GraphFilterShape(0.3f, 0.6f), default);

        Assert.Equal(one.AllRows.ToArray(), two.AllRows.ToArray());
        Assert.Equal(one.AllWeights.ToArray(), two.AllWeights.ToArray());
    }

    [Theory]
    [InlineData(300, 128)]
    [InlineData(7, 3)]
    [InlineData(1, 1)]
    public void FitEach_SeveralShapes_IsEachAlone(int items, int count)
    {
        // More items than a block has rows, and dimensions that are no multiple of one.
        var pairs = PairMatrix.Of(Pairs.Groups(users: 400, items, groups: 6, chance: 0.3, seed: items));
        float[] basis = GraphFilterFitter.Basis(pairs, userPower: 1, seed: 8, default);
        GraphFilterShape[] shapes = [new(0, 0, count), new(0, 0.6f, count), new(0.3f, 0, count), new(0.1f, 1.2f, 1)];

        var together = GraphFilterFitter.FitEach(pairs, pairs.ItemCount, basis, shapes, default);

        for (int i = 0; i < shapes.Length; i++)
        {
            var alone = GraphFilterFitter.Fit(pairs, pairs.ItemCount, basis, shapes[i], default);
            for (int item = 0; item < pairs.ItemCount; item++)
            {
                Assert.Equal(alone.RowsOf(item).Length, together[i].RowsOf(item).Length);
                for (int n = 0; n < alone.RowsOf(item).Length; n++)
                    Assert.Equal(alone.WeightsOf(item)[n], together[i].WeightsOf(item)[n], 1e-5);
            }
        }
    }

    [Fact]
    public void FitEach_ShapesOfDifferentPowers_Throws()
    {
        var pairs = PairMatrix.Of(Pairs.Groups(users: 20, items: 10, groups: 2, chance: 0.5, seed: 6));
        GraphFilterShape[] shapes = [GraphFilterShape.Linear, GraphFilterShape.Linear with { UserPower = 0.5 }];

        Assert.Throws<ArgumentException>(() => GraphFilterFitter.FitEach(pairs, 10, [], shapes, default));
    }

    [Theory]
    [InlineData(50, 6, 6)]
    [InlineData(50, 6, 3)]
    [InlineData(40, 8, 1)]
    public void Orthonormal_AnyRank_HasUnitColumnsOrNone(int rows, int k, int rank)
    {
        var random = new Random(rows + k + rank);
        var left = new float[rows * rank];
        for (int i = 0; i < left.Length; i++) left[i] = random.NextSingle() - 0.5f;
        var columns = new float[rows * k];
        for (int row = 0; row < rows; row++)
            for (int j = 0; j < k; j++) columns[(row * k) + j] = left[(row * rank) + (j % rank)] * (1 + j);

        float[] found = LowPass.Orthonormal(columns, rows, k);

        int kept = 0;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
            {
                double dot = Enumerable.Range(0, rows).Sum(row => (double)found[(row * k) + i] * found[(row * k) + j]);
                if (i == j && dot > 0.5) kept++;
                Assert.Equal(i == j && dot > 0.5 ? 1 : 0, dot, 1e-3);
            }
        Assert.Equal(rank, kept);
    }

    private static float WeightOf(ItemNeighbors table, int item, int other)
    {
        int at = table.RowsOf(item).IndexOf(other);
        return at < 0 ? 0 : table.WeightsOf(item)[at];
    }

    // (P + α D^-½ V Vᵀ D^½) (I − s P), P = R̃ᵀR̃ over its largest eigenvalue, with V the k first eigenvectors of P, by
    // Jacobi's rotations.
    private static double[,] Filter(double[,] x, double alpha, double sharpening, double userPower, int k)
    {
        int users = x.GetLength(0), n = x.GetLength(1);
        int[] all = [.. Enumerable.Range(0, users)], items = [.. Enumerable.Range(0, n)];
        double[] byUser = [.. all.Select(u => NormalizedPairs.Prior + items.Sum(i => x[u, i]))];
        double[] byItem = [.. items.Select(i => NormalizedPairs.Prior + all.Sum(u => x[u, i]))];
        var smooth = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                for (int u = 0; u < users; u++)
                    smooth[i, j] += x[u, i] * x[u, j]
                        / (Math.Pow(byUser[u], userPower) * Math.Sqrt(byItem[i] * byItem[j]));
        var (values, vectors) = Eigen(smooth);
        double largest = values.Max();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) smooth[i, j] /= largest;
        int[] first = [.. Enumerable.Range(0, n).OrderByDescending(i => values[i]).Take(k)];
        var filter = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                filter[i, j] = smooth[i, j]
                    + (alpha * first.Sum(v => vectors[i, v] * vectors[j, v]) * Math.Sqrt(byItem[j] / byItem[i]));
        var sharp = (double[,])filter.Clone();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                for (int t = 0; t < n; t++) sharp[i, j] -= sharpening * filter[i, t] * smooth[t, j];
        return sharp;
    }

    private static (double[] Values, double[,] Vectors) Eigen(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var v = new double[n, n];
        for (int i = 0; i < n; i++) v[i, i] = 1;
        for (int sweep = 0; sweep < 30; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                {
                    if (Math.Abs(a[p, q]) < 1e-15) continue;
                    double angle = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]);
                    double c = Math.Cos(angle), s = Math.Sin(angle);
                    for (int i = 0; i < n; i++)
                        (a[i, p], a[i, q]) = ((c * a[i, p]) - (s * a[i, q]), (s * a[i, p]) + (c * a[i, q]));
                    for (int i = 0; i < n; i++)
                        (a[p, i], a[q, i]) = ((c * a[p, i]) - (s * a[q, i]), (s * a[p, i]) + (c * a[q, i]));
                    for (int i = 0; i < n; i++)
                        (v[i, p], v[i, q]) = ((c * v[i, p]) - (s * v[i, q]), (s * v[i, p]) + (c * v[i, q]));
                }
        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], v);
    }
}
