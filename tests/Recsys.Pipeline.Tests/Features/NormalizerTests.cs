using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class NormalizerTests
{
    private static readonly FeatureDefinition[] Columns =
    [
        new("varies", FeatureKind.Dense, ""), new("constant", FeatureKind.Dense, ""),
        new("unknown", FeatureKind.Dense, "", 0.5f),
    ];

    [Fact]
    public void Apply_FittedRows_HaveMeanZeroAndDeviationOne()
    {
        float[][] rows = [[1, 7, float.NaN], [2, 7, float.NaN], [3, 7, float.NaN], [6, 7, float.NaN]];
        var normalizer = Fit(rows);

        foreach (float[] row in rows) normalizer.Apply(row);

        Assert.Equal(0, rows.Average(row => row[0]), 5);
        Assert.Equal(1, rows.Average(row => row[0] * row[0]), 5);
    }

    [Fact]
    public void Apply_ConstantUnknownAndWildValues_StayInBounds()
    {
        var normalizer = Fit([[1, 7, float.NaN], [3, 7, float.NaN]]);
        float[] row = [1e9f, 9, float.NaN, float.NaN, 7, 4];

        normalizer.Apply(row);

        Assert.Equal(Normalizer.Limit, row[0]);
        Assert.Equal(0, row[1]);
        Assert.Equal(0.5f, row[2]);
        Assert.Equal(0, row[3]);
    }

    [Fact]
    public void Apply_PartOfARow_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Fit([[1, 1, 1], [2, 2, 2]]).Apply(new float[4]));

    [Fact]
    public void Apply_RowsTogether_AreWhatEachIsAloneToTheBit()
    {
        var random = new Random(7);
        var normalizer = Fit([[1, 7, float.NaN], [3, 7, 2], [4, 7, 5]]);
        for (int rows = 0; rows < 60; rows++)
        {
            float[] together = [.. Enumerable.Range(0, rows * 3).Select(_ => random.Next(9) switch
            {
                0 => float.NaN,
                1 => float.PositiveInfinity,
                2 => float.MinValue,
                _ => (random.NextSingle() * 20) - 10,
            })];
            var alone = together.ToArray();

            normalizer.Apply(together);

            for (int row = 0; row < rows; row++) normalizer.Apply(alone.AsSpan(row * 3, 3));
            Assert.Equal(
                alone.Select(BitConverter.SingleToInt32Bits), together.Select(BitConverter.SingleToInt32Bits));
        }
    }

    private static Normalizer Fit(float[][] rows)
    {
        var fitter = new NormalizerFitter(Columns);
        foreach (float[] row in rows) fitter.Add(row);
        return fitter.Fit();
    }
}
