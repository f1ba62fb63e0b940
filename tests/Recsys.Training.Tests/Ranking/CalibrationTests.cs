using Recsys.Pipeline.Features;
using Recsys.Training.Examples;
using Recsys.Training.Ranking;

namespace Recsys.Training.Tests.Ranking;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.6, -0.8)]
    [InlineData(2.5, 1.2)]
    public void Fit_LabelsOfAKnownChance_FindsIt(double slope, double intercept)
    {
        var (examples, logits) = Draw(60_000, slope, intercept);

        var found = Calibration.Fit(examples, All(examples), logits);

        Assert.InRange(found.Slope, slope * 0.93, slope * 1.07);
        Assert.InRange(found.Intercept, intercept - 0.12, intercept + 0.12);
    }

    [Fact]
    public void Fit_Calibrated_LeavesLessErrorThanBefore()
    {
        var (examples, logits) = Draw(60_000, 0.5, -1);
        int[] all = All(examples);

        var before = Reliability.Of(examples, all, logits, Calibration.None);
        var after = Reliability.Of(examples, all, logits, Calibration.Fit(examples, all, logits));

        Assert.InRange(before.Error, 0.1, 1);
        Assert.InRange(after.Error, 0, 0.02);
    }

    [Fact]
    public void Fit_OneClass_ChangesNothing()
    {
        var examples = Examples((true, 0), (true, 0));
        Assert.Equal(Calibration.None, Calibration.Fit(examples, [0, 1], [1, 2]));
    }

    [Fact]
    public void Fit_OrderUpsideDown_ChangesNothing()
    {
        var examples = Examples([.. Enumerable.Range(0, 200).Select(i => (i < 100, 0.0))]);
        float[] logits = [.. Enumerable.Range(0, 200).Select(i => i < 100 ? -3f : 3f)];
        Assert.Equal(Calibration.None, Calibration.Fit(examples, All(examples), logits));
    }

    [Fact]
    public void Fit_ClassesFullyApart_StaysFinite()
    {
        var examples = Examples([.. Enumerable.Range(0, 200).Select(i => (i < 100, 0.0))]);
        float[] logits = [.. Enumerable.Range(0, 200).Select(i => i < 100 ? 30f : -30f)];
        Assert.InRange(Calibration.Fit(examples, All(examples), logits).Slope, 0.5, 100);
    }

    [Fact]
    public void Reliability_NegativesThatStandForMore_CountForMore()
    {
        // Two examples at a chance of a half; the negative stands for three.
        var examples = Examples((true, 0), (false, Math.Log(3)));

        var measured = Reliability.Of(examples, [0, 1], [0, 0], Calibration.None);

        Assert.Equal(1, measured.Bins.Sum(bin => bin.Share), 1e-12);
        Assert.Equal(0.25, measured.Bins.Sum(bin => bin.Share * bin.Observed), 1e-6);
        Assert.Equal(0.5, measured.Bins.Sum(bin => bin.Share * bin.Predicted), 1e-6);
    }

    // Logits that are evenly spread, and labels whose chance is slope x logit + intercept + offset in log odds.
    private static (RankerExamples Examples, float[] Logits) Draw(int count, double slope, double intercept)
    {
        var random = new Random(5);
        var logits = new float[count];
        var rows = new (bool, double)[count];
        for (int i = 0; i < count; i++)
        {
            logits[i] = (6 * random.NextSingle()) - 3;
            double odds = (slope * logits[i]) + intercept;
            rows[i] = (random.NextDouble() < 1 / (1 + Math.Exp(-odds)), 0);
        }
        return (Examples(rows), logits);
    }

    private static int[] All(RankerExamples examples) => [.. Enumerable.Range(0, examples.Count)];

    private static RankerExamples Examples(params (bool Positive, double Offset)[] rows)
    {
        var examples = new RankerExamples();
        var cross = new float[FeatureSchema.Cross.Count];
        foreach (var (positive, offset) in rows) examples.Add(0, 0, positive, offset, cross);
        return examples;
    }
}
