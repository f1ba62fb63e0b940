using Recsys.Training.Als;

namespace Recsys.Training.Tests.Als;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(16, 16)]
    [InlineData(16, 3)]
    [InlineData(65, 65)]
    [InlineData(128, 40)]
    public void Decompose_RandomOfARank_PutsItTogetherAgain(int n, int rank)
    {
        var random = new Random((n * 100) + rank);
        var factor = new double[n, rank];
        for (int i = 0; i < n; i++)
            for (int k = 0; k < rank; k++) factor[i, k] = (random.NextDouble() - 0.5) * (k + 1);
        Check(n, (i, j) => Enumerable.Range(0, rank).Sum(k => factor[i, k] * factor[j, k]));
    }

    [Fact]
    public void Decompose_Degenerate_PutsItTogetherAgain()
    {
        Check(20, (_, _) => 0);
        Check(20, (_, _) => 1);
        Check(20, (i, j) => i == j ? 3 : 0);
        Check(20, (i, j) => i == j ? i % 3 : 0);
        Check(20, (i, j) => Math.Abs(i - j) == 1 ? -1 : i == j ? 2 : 0);
        Check(20, (i, j) => i == j ? Math.Pow(10, -i) : 0);
    }

    [Fact]
    public void Decompose_NotFinite_IsRefused()
    {
        var a = new float[16];
        a[5] = float.NaN;
        Assert.Throws<TrainingException>(() => SymmetricEigen.Decompose(a, 4, new float[4]));
    }

    private static void Check(int n, Func<int, int, double> value)
    {
        var a = new float[n * n];
        for (int i = 0; i < a.Length; i++) a[i] = (float)value(i / n, i % n);
        var values = new float[n];

        float[] v = SymmetricEigen.Decompose(a, n, values);

        double size = Math.Max(1, a.Max(Math.Abs) * n);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                double again = 0, product = 0;
                for (int k = 0; k < n; k++)
                {
                    again += (double)v[(i * n) + k] * values[k] * v[(j * n) + k];
                    product += (double)v[(k * n) + i] * v[(k * n) + j];
                }
                Assert.InRange(Math.Abs(a[(i * n) + j] - again) / size, 0, 1e-6);
                Assert.Equal(i == j ? 1 : 0, product, 1e-5);
            }
    }
}
