using Recsys.Pipeline.Features;
using Recsys.Training.Comparison;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Comparison;

public sealed class RankerComparisonTests
{
    [Fact]
    public void Run_TwoKinds_MeasuresEachAsAVersionOfItsOwn()
    {
        var table = SyntheticShop.Build(users: 40, products: 40);
        long split = SyntheticShop.Start + (180 * SyntheticShop.Day);
        var options = new EvaluationOptions
        {
            Cutoffs = [5], CandidateCount = 20, Training = SyntheticShop.QuickOptions,
        };

        var report = RankerComparison.Run(
            new EvaluationSet(table.Before(split), table.From(split)), options, [RankerKind.Dlrm, RankerKind.WideDeep]);

        Assert.Equal(["dlrm", "wide_deep"], report.Rankers.Select(one => one.Kind));
        Assert.All(report.Rankers, one =>
        {
            Assert.InRange(one.Auc!.Value, 0.5, 1);
            Assert.InRange(one.CalibrationError!.Value, 0, 0.2);
            Assert.True(one.Parameters > 1000);
            Assert.True(one.RowsPerCpuSecond > 0);
            Assert.True(one.LibtorchMicroseconds > 0);
        });
        Assert.NotNull(report.Rankers[0].FusedMicroseconds);
        string page = RankerPlot.Html(report);
        Assert.Contains("wide_deep", page, StringComparison.Ordinal);
        Assert.Contains("ndcg@5", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoKind_IsRefused()
    {
        var table = SyntheticShop.Build(users: 5, products: 5, days: 20);
        Assert.Throws<ArgumentException>(
            () => RankerComparison.Run(new EvaluationSet(table, table), new EvaluationOptions(), []));
    }
}
