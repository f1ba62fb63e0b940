using Recsys.Training.Fitting;

namespace Recsys.Training.Tests.Fitting;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Fit_DrawnFromKnownWeights_FindsThem()
    {
        var random = new Random(3);
        const int Rows = 40_000;
        var (values, labels) = (new float[Rows * 2], new bool[Rows]);
        for (int i = 0; i < Rows; i++)
        {
            (values[2 * i], values[(2 * i) + 1]) = (random.NextSingle() * 4, 100 + random.NextSingle());
            double odds = -1 + (0.7 * values[2 * i]) - (1.5 * (values[(2 * i) + 1] - 100));
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-odds));
        }

        double[] weights = LogisticRegression.Fit(values, 2, labels, default);

        Assert.Equal(0.7, weights[0], 0.05);
        Assert.Equal(-1.5, weights[1], 0.15);
        Assert.Equal(-1 + 150, weights[2], 15.0);
    }

    [Fact]
    public void Fit_ClassesApartOrColumnsConstant_StaysFinite()
    {
        float[] values = [.. Enumerable.Range(0, 200).SelectMany(i => new float[] { i, 5 })];
        bool[] labels = [.. Enumerable.Range(0, 200).Select(i => i >= 100)];

        double[] weights = LogisticRegression.Fit(values, 2, labels, default);

        Assert.All(weights, weight => Assert.True(double.IsFinite(weight)));
        Assert.True(weights[0] > 0);
    }

    [Fact]
    public void Fit_ValueNotFinite_NamesIt()
    {
        var broken = Assert.Throws<TrainingException>(
            () => LogisticRegression.Fit([1, 2, 3, float.NaN], 2, [true, false], default));
        Assert.Contains("column 1 of row 1", broken.Message, StringComparison.Ordinal);
    }
}
