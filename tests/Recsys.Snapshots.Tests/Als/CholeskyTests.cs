using Recsys.Snapshots.Als;

namespace Recsys.Snapshots.Tests.Als;

public sealed class CholeskyTests
{
    // Sizes around the panels' and the tiles' edges.
    private static readonly int[] Sizes = [1, 2, 3, 5, 16, 31, 32, 33, 34, 47, 63, 64, 65, 99, 100, 130];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public void Solve_AnySizeAndStride_SolvesAndStaysWithinItsRows(int padding)
    {
        foreach (int n in Sizes)
        {
            var random = new Random((100 * n) + padding);
            int stride = n + padding;
            double[,] matrix = PositiveDefinite(random, n);
            double[] right = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
            float[] a = new float[n * stride], x = [.. right.Select(value => (float)value)];
            // What is not of the lower triangle must not be read.
            Array.Fill(a, float.NaN);
            for (int i = 0; i < n; i++)
                for (int j = 0; j <= i; j++) a[(i * stride) + j] = (float)matrix[i, j];

            Cholesky.Solve(a, stride, x);

            for (int i = 0; i < n; i++)
            {
                double sum = -right[i];
                for (int j = 0; j < n; j++) sum += matrix[i, j] * x[j];
                Assert.InRange(sum, -1e-4, 1e-4);
                for (int j = n; j < stride; j++) Assert.True(float.IsNaN(a[(i * stride) + j]));
            }
        }
    }

    [Fact]
    public void Solve_NotPositiveDefinite_GivesNoFiniteNumbers()
    {
        float[] x = [1, 1];
        Cholesky.Solve([1, 0, 2, 1], 2, x);
        Assert.Contains(x, value => !float.IsFinite(value));
    }

    private static double[,] PositiveDefinite(Random random, int n)
    {
        var rows = new double[n, n + 3];
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n + 3; k++) rows[i, k] = (random.NextDouble() - 0.5) / Math.Sqrt(n);
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                matrix[i, j] = i == j ? 0.2 : 0;
                for (int k = 0; k < n + 3; k++) matrix[i, j] += rows[i, k] * rows[j, k];
                // As a float holds it.
                matrix[i, j] = (float)matrix[i, j];
            }
        return matrix;
    }
}
