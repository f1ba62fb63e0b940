using Recsys.Native;

namespace Recsys.Models.Tests;

public sealed class SparseTableTests
{
    private const int Rows = 50;
    private const int Width = 4;

    // Row 3 comes twice in a batch: its gradients must be summed before the update.
    private static readonly long[] Batch = [3, 7, 3, 11, 49];

    [Fact]
    public void Step_RowWiseAdagrad_FollowsItsFormula()
    {
        const double Rate = 0.1, Epsilon = 1e-8;
        using var module = Table(sparse: true);
        float[] expected = Values(module);
        double[] sums = new double[Rows];
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions
        {
            SparseLearningRate = Rate, Epsilon = Epsilon, SparseRule = TorchSparseRule.RowWiseAdagrad,
        });
        for (int step = 0; step < 5; step++)
        {
            float[] gradient = Gradient(expected);
            foreach (int row in Batch.Distinct())
            {
                var slopes = gradient.AsSpan(row * Width, Width);
                double square = 0;
                foreach (float slope in slopes) square += (double)slope * slope / Width;
                sums[row] += square;
                for (int i = 0; i < Width; i++)
                    expected[row * Width + i] -= (float)(Rate * slopes[i] / (Math.Sqrt(sums[row]) + Epsilon));
            }
            Step(trainer);
        }
        AssertClose(expected, Values(module), 1e-5f);
    }

    [Fact]
    public void Step_LazyAdamOverAllRows_EqualsDenseAdam()
    {
        // Where every row is in every batch, laziness makes no difference.
        using var sparse = Table(sparse: true);
        using var dense = Table(sparse: false);
        AssertClose(Values(dense), Values(sparse), 0);
        using var sparseTrainer = new TorchTrainer(
            sparse, new TorchOptimizerOptions { SparseLearningRate = 0.01, SparseRule = TorchSparseRule.LazyAdam });
        using var denseTrainer = new TorchTrainer(dense, new TorchOptimizerOptions { LearningRate = 0.01 });
        long[] all = Enumerable.Range(0, Rows).Select(row => (long)row).ToArray();
        for (int step = 0; step < 10; step++)
        {
            float lazy = sparseTrainer.Step("loss", [TorchInput.FromInt64(all, all.Length)]);
            Assert.Equal(denseTrainer.Step("loss", [TorchInput.FromInt64(all, all.Length)]), lazy, tolerance: 1e-5f);
        }
        AssertClose(Values(dense), Values(sparse), 1e-5f);
    }

    [Theory]
    [InlineData(TorchSparseRule.RowWiseAdagrad)]
    [InlineData(TorchSparseRule.LazyAdam)]
    public void Step_SparseTable_ChangesOnlyRowsOfTheBatch(TorchSparseRule rule)
    {
        using var module = Table(sparse: true);
        float[] before = Values(module);
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions { SparseRule = rule });
        Step(trainer);
        float[] after = Values(module);

        for (int row = 0; row < Rows; row++)
        {
            bool same = before.AsSpan(row * Width, Width).SequenceEqual(after.AsSpan(row * Width, Width));
            Assert.Equal(!Batch.Contains(row), same);
        }
    }

    [Fact]
    public void Step_TableReadDensely_SaysHowToReadIt()
    {
        using var module = TorchModule.Create("Dense", Source(sparse: false),
            [new TorchParameter("t", [Rows, Width], TorchInit.Normal, 0.5f, Sparse: true)], seed: 4);
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());

        var error = Assert.Throws<NativeException>(() => Step(trainer));
        Assert.Contains("'t' is declared sparse and has a dense gradient", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_TableNotDeclaredSparse_SaysSo()
    {
        using var module = TorchModule.Create("Sparse", Source(sparse: true),
            [new TorchParameter("t", [Rows, Width], TorchInit.Normal, 0.5f)], seed: 4);
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());

        var error = Assert.Throws<NativeException>(() => Step(trainer));
        Assert.Equal("parameter 't' has a sparse gradient: declare it sparse", error.Message);
    }

    private static string Source(bool sparse) => $"""
        def loss(self, rows):
            e = torch.embedding(self.t, rows, -1, False, {(sparse ? "True" : "False")})
            return torch.sum(e * e * e)
        """;

    // Of the sum of cubes over the batch: 3x² for each time that the row comes.
    private static float[] Gradient(float[] values)
    {
        float[] gradient = new float[values.Length];
        foreach (long row in Batch)
            for (int i = 0; i < Width; i++)
                gradient[row * Width + i] += 3 * values[row * Width + i] * values[row * Width + i];
        return gradient;
    }

    private static TorchModule Table(bool sparse) => TorchModule.Create("Table", Source(sparse),
        [new TorchParameter("t", [Rows, Width], TorchInit.Normal, 0.5f, Sparse: sparse)], seed: 4);

    private static void Step(TorchTrainer trainer) => trainer.Step("loss", [TorchInput.FromInt64(Batch, Batch.Length)]);

    private static float[] Values(TorchModule module)
    {
        float[] values = new float[Rows * Width];
        module.ReadParameter("t", values);
        return values;
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
