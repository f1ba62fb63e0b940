using Recsys.Training.Examples;
using Recsys.Training.Ranking;

namespace Recsys.Training.Tests.Ranking;

public sealed class RankerValidationTests
{
    [Fact]
    public void Measure_NegativesThatStandForMore_CountForMore()
    {
        // A positive above one negative and below another that stands for three.
        var examples = Examples((true, 0), (false, 0), (false, Math.Log(3)));
        var measured = RankerValidation.Measure(examples, [0, 1, 2], [0.5f, 0.1f, 0.9f])!;
        Assert.Equal(0.25, measured.Auc, 6);
    }

    [Fact]
    public void Measure_Ties_CountHalf() =>
        Assert.Equal(0.5, RankerValidation.Measure(Examples((true, 0), (false, 0)), [0, 1], [1, 1])!.Auc, 9);

    [Fact]
    public void Measure_LogLoss_TakesTheOffsetIn()
    {
        var measured = RankerValidation.Measure(Examples((true, 1), (false, -2)), [0, 1], [0.5f, 0.25f])!;
        double expected = (Math.Log(1 + Math.Exp(-1.5)) + Math.Log(1 + Math.Exp(-1.75))) / 2;
        Assert.Equal(expected, measured.LogLoss, 9);
    }

    [Fact]
    public void Measure_OneClassAlone_IsNothing() =>
        Assert.Null(RankerValidation.Measure(Examples((true, 0)), [0], [1]));

    private static RankerExamples Examples(params (bool Positive, double Offset)[] rows)
    {
        var examples = new RankerExamples();
        var cross = new float[Recsys.Pipeline.Features.FeatureSchema.Cross.Count];
        foreach (var (positive, offset) in rows) examples.Add(0, 0, positive, offset, cross);
        return examples;
    }
}
