using Recsys.Snapshots.Als;

namespace Recsys.Snapshots.Tests.Als;

public sealed class FactorSolverTests
{
    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 15)]
    [InlineData(16, 16)]
    [InlineData(16, 17)]
    [InlineData(16, 600)]
    [InlineData(48, 3)]
    [InlineData(48, 47)]
    [InlineData(48, 49)]
    [InlineData(80, 80)]
    [InlineData(80, 257)]
    [InlineData(272, 270)]
    [InlineData(272, 300)]
    public void Solve_ManyShapes_MeetsTheNormalEquations(int dimension, int met)
    {
        foreach (bool weighed in (bool[])[false, true])
        {
            var random = new Random((dimension * 1000) + met);
            float[] vectors = Draw(random, 700 * dimension, 0.3), spectrum = Draw(random, dimension, 5);
            for (int k = 0; k < dimension; k++) spectrum[k] = Math.Abs(spectrum[k]);
            int[] places = [.. Enumerable.Range(0, met).Select(_ => random.Next(700))];
            float[] weights = [.. places.Select(_ => weighed ? (float)(0.05 + random.NextDouble()) : 1)];
            var found = new float[dimension];
            var solver = new FactorSolver(dimension);
            // What it solved for before leaves nothing behind.
            solver.Solve(vectors, [1, 2, 3], [], spectrum, 1, 1, found);

            solver.Solve(vectors, places, weighed ? weights : [], spectrum, 0.3f, 0.7f, found);

            // Σ cᵢ (w·hᵢ − 1) hᵢ + (α₀ S + r) w = 0
            for (int k = 0; k < dimension; k++)
            {
                double gradient = ((0.3 * spectrum[k]) + 0.7) * found[k], size = 1;
                for (int i = 0; i < met; i++)
                {
                    var vector = vectors.AsSpan(places[i] * dimension, dimension);
                    double part = weights[i] * (Dot(vector, found) - 1) * vector[k];
                    gradient += part;
                    size += Math.Abs(part);
                }
                Assert.InRange(gradient / size, -1e-4, 1e-4);
            }
        }
    }

    [Fact]
    public void Solve_NothingMet_IsZero()
    {
        var found = new float[16];
        found.AsSpan().Fill(7);
        new FactorSolver(16).Solve(new float[160], [], [], new float[16], 1, 1, found);
        Assert.All(found, value => Assert.Equal(0, value));
    }

    [Fact]
    public void AddLower_ManyShapes_IsTheProductOfRows()
    {
        var random = new Random(3);
        for (int round = 0; round < 300; round++)
        {
            int rows = random.Next(1, 40), width = RowProducts.Step * random.Next(1, 5);
            int stride = width + random.Next(3), cStride = rows + random.Next(3);
            float[] a = Draw(random, rows * stride, 1), c = Draw(random, rows * cStride, 1);
            float[] before = [.. c];
            int from = random.Next(rows), first = random.Next(rows), last = random.Next(first, rows + 1);
            float factor = random.Next(2) == 0 ? 1 : -1;

            RowProducts.AddLower(a, stride, width, from..rows, first..last, factor, c, cStride);

            for (int i = from; i < rows; i++)
                for (int j = first; j < Math.Min(last, i + 1); j++)
                {
                    double expected = Dot(a.AsSpan(i * stride, width), a.AsSpan(j * stride, width));
                    Assert.Equal(before[(i * cStride) + j] + (factor * expected), c[(i * cStride) + j], 1e-4);
                }
        }
    }

    private static float[] Draw(Random random, int count, double scale)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)(scale * ((2 * random.NextDouble()) - 1));
        return values;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }
}
