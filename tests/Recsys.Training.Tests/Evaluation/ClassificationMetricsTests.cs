using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    [Fact]
    public void Auc_AnyScores_EqualsShareOfOrderedPairs()
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            var labels = Enumerable.Range(0, random.Next(2, 60)).Select(_ => random.Next(3) == 0).ToArray();
            // Few distinct values, so that ties are common.
            var scores = labels.Select(_ => random.Next(8) / 8f).ToArray();

            Assert.Equal(PairwiseAuc(scores, labels), ClassificationMetrics.Auc(scores, labels));
        }
    }

    [Fact]
    public void Auc_OneClassOnly_IsUndefined()
    {
        Assert.Null(ClassificationMetrics.Auc([0.1f, 0.2f], [true, true]));
        Assert.Null(ClassificationMetrics.Auc([], []));
    }

    [Fact]
    public void LogLoss_KnownProbabilities_IsMeanNegativeLogarithm()
    {
        double expected = -(Math.Log(0.75) + Math.Log(0.75) + Math.Log(0.5)) / 3;

        Assert.Equal(expected, ClassificationMetrics.LogLoss([0.75f, 0.25f, 0.5f], [true, false, true])!.Value, 12);
    }

    [Fact]
    public void LogLoss_CertainAndWrong_IsLargeButFinite() =>
        Assert.InRange(ClassificationMetrics.LogLoss([1f], [false])!.Value, 16, 17);

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void LogLoss_NoProbability_IsRefused(float value) =>
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.LogLoss([value], [true]));

    [Fact]
    public void Auc_LengthsDifferOrNaN_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Auc([0.1f], []));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Auc([0.1f, float.NaN], [true, false]));
    }

    private static double? PairwiseAuc(float[] scores, bool[] labels)
    {
        double won = 0, pairs = 0;
        for (int i = 0; i < scores.Length; i++)
            for (int j = 0; j < scores.Length; j++)
            {
                if (!labels[i] || labels[j]) continue;
                pairs++;
                won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        return pairs == 0 ? null : won / pairs;
    }
}
