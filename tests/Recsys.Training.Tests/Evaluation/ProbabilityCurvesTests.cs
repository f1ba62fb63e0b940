using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class ProbabilityCurvesTests
{
    [Fact]
    public void Roc_ByHand_PassesTiesAsOne()
    {
        // From the top: a hit, then a tie of a hit and a miss, then a miss.
        var curve = ProbabilityCurves.Roc([0.9f, 0.5f, 0.5f, 0.1f], [true, true, false, false]);

        Assert.Equal([new(0, 0), new(0, 0.5), new(0.5, 1), new RocPoint(1, 1)], curve);
    }

    [Fact]
    public void Roc_ManyScores_HasTheAreaThatAucSays()
    {
        var random = new Random(4);
        var scores = new float[5_000];
        var labels = new bool[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            labels[i] = random.Next(10) == 0;
            scores[i] = random.NextSingle() + (labels[i] ? 0.3f : 0);
        }

        var curve = ProbabilityCurves.Roc(scores, labels);

        double area = curve.Zip(curve.Skip(1), (one, two) =>
            (two.FalsePositiveRate - one.FalsePositiveRate) * (one.TruePositiveRate + two.TruePositiveRate) / 2).Sum();
        Assert.Equal(ClassificationMetrics.Auc(scores, labels)!.Value, area, 2);
        Assert.InRange(curve.Count, 20, 210);
        Assert.Equal(new RocPoint(1, 1), curve[^1]);
    }

    [Fact]
    public void Roc_OneClass_IsEmpty() => Assert.Empty(ProbabilityCurves.Roc([0.5f, 0.4f], [true, true]));

    [Fact]
    public void Calibration_ByHand_WeighsWhatStandsForMore()
    {
        // Two bins of one positive each; the negatives stand for three.
        var bins = ProbabilityCurves.Calibration(
            [0.1f, 0.2f, 0.6f, 0.8f], [false, true, false, true], [3, 1, 3, 1], positives: 1, bins: 2);

        Assert.Equal(2, bins.Count);
        Assert.Equal((3 * 0.1 + 0.2) / 4, bins[0].Predicted, 6);
        Assert.Equal(0.25, bins[0].Observed, 6);
        Assert.Equal((3 * 0.6 + 0.8) / 4, bins[1].Predicted, 6);
        Assert.All(bins, bin => Assert.InRange(bin.Observed, bin.Interval.Low, bin.Interval.High));
    }

    [Fact]
    public void Calibration_OfTrueProbabilities_LiesOnTheLine()
    {
        var random = new Random(9);
        var said = new float[40_000];
        var labels = new bool[said.Length];
        var weights = new float[said.Length];
        for (int i = 0; i < said.Length; i++)
        {
            said[i] = (float)Math.Pow(random.NextDouble(), 3);
            labels[i] = random.NextDouble() < said[i];
            weights[i] = 1;
        }

        var bins = ProbabilityCurves.Calibration(said, labels, weights);

        Assert.InRange(bins.Count, 8, 12);
        Assert.Equal(said.Length, bins.Sum(bin => bin.Count));
        // 95 % intervals: one or two of a dozen may miss.
        Assert.InRange(bins.Count(bin => bin.Predicted < bin.Interval.Low || bin.Predicted > bin.Interval.High), 0, 2);
    }

    [Fact]
    public void Calibration_NothingPositive_IsEmpty() =>
        Assert.Empty(ProbabilityCurves.Calibration([0.1f, 0.2f], [false, false], [1, 1]));
}
