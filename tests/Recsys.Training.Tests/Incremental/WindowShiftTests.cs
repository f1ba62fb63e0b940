using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Incremental;
using Recsys.Training.Ranking;
using Recsys.Training.TwoTower;

namespace Recsys.Training.Tests.Incremental;

public sealed class WindowShiftTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void TakeOut_AnyWindow_ExpectsAsManyAnswersAsThereAre(int views)
    {
        var table = SyntheticShop.Build(views: views);
        var heads = RankerHeads.Of(table, SyntheticShop.Options);
        var options = SyntheticShop.Options with
        {
            Ranker = RankerDescription.Standard with { Heads = heads.All },
        };
        var workflow = WorkflowFitter.FitVocabularies(table, options);
        var content = ItemContent.Build(workflow, table.Products, [.. Enumerable.Range(0, table.ItemCount)]);
        var examples = new ExampleBuilder(table, options, workflow, content, _ => ItemNeighbors.None);
        examples.Build(null, default);
        TowerDots.Forget(examples.Ranker);
        workflow = WorkflowFitter.FitStatistics(
            workflow, examples.States, examples.Ranker, examples.Columns, out var targets);
        workflow.UserDense.Apply(examples.States.AllDense);
        foreach (var columns in examples.Columns) columns.Finish(workflow);
        workflow = WorkflowFitter.FitCross(workflow, examples.Ranker);
        workflow.Cross.Apply(examples.Ranker.AllCross);
        using var trainer = new RankerTrainer(
            workflow,
            new RankerExampleGatherer(
                examples.States, examples.Ranker, examples.Columns, targets.FitWithout, workflow, options.Ranker,
                options.RankerBatch),
            examples.Ranker, options, RankerModule.Create(options.Ranker, workflow, 0.3, 5));
        int[] all = [.. Enumerable.Range(0, examples.Ranker.Count)];

        WindowShift.TakeOut(trainer, examples);

        float[] logits = trainer.HeadLogits(all);
        int count = options.Ranker.Outputs;
        Assert.Equal(views > 0, count > 1);
        foreach (var window in all.GroupBy(i => examples.States.Windows[examples.Ranker.States[i]]))
            for (int head = 0; head < count; head++)
            {
                double expected = 0, found = 0;
                foreach (int i in window)
                {
                    float label = Of(examples.Ranker.Labels, examples.Ranker.HeadLabels, i, head, count);
                    float offset = Of(examples.Ranker.Offsets, examples.Ranker.HeadOffsets, i, head, count);
                    if (label < 0) continue;
                    found += label;
                    expected += 1 / (1 + Math.Exp(-(logits[(i * count) + head] + offset)));
                }
                // The pull towards no shift leaves less than one shift's worth.
                Assert.InRange(expected - found, -4, 4);
                Assert.InRange(found, 10, double.MaxValue);
            }
    }

    private static float Of(List<float> one, List<float> several, int example, int head, int heads) =>
        heads > 1 ? several[(example * heads) + head] : one[example];
}
