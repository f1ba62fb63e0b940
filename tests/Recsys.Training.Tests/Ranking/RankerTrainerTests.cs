using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Ranking;
using Recsys.Training.Replay;
using Recsys.Training.Tests.Examples;

namespace Recsys.Training.Tests.Ranking;

public sealed class RankerTrainerTests
{
    private readonly InteractionTable _table = SyntheticShop.Build(users: 30, products: 30);
    private readonly ExampleBuilder _examples;
    private readonly FeatureWorkflow _workflow;
    private readonly TargetEncodingFitter _targets;

    public RankerTrainerTests()
    {
        var normalized = new NormalizedExamples(_table);
        (_examples, _workflow, _targets) = (normalized.Examples, normalized.Workflow, normalized.Targets);
    }

    [Fact]
    public void Train_LossThatIsNoNumber_StopsAndNamesTheBatchAndItsRow()
    {
        using var trainer = Trainer();
        int[] all = [.. Enumerable.Range(0, _examples.Ranker.Count)];
        int wrong = all.Length / 2;
        _examples.Ranker.Cross(wrong)[4] = float.NaN;
        string customer = _table.UserIds[_examples.States.Users[_examples.Ranker.States[wrong]]];
        string product = _table.ItemIds[_examples.Ranker.Items[wrong]];

        var stopped = Assert.Throws<BrokenBatchException>(() => trainer.Train(all, [], null, default));

        Assert.Equal(("ranker", 1), (stopped.Stage, stopped.Epoch));
        Assert.InRange(stopped.Batch, 1, stopped.Batches);
        Assert.Equal((all.Length + 255) / 256, stopped.Batches);
        Assert.Single(stopped.Rows, row => row.Wrong is not null);
        string message = stopped.Describe(_table).Message;
        Assert.Contains("1 of its rows", message, StringComparison.Ordinal);
        Assert.Contains(
            $"customer '{customer}' with product '{product}' (cross_category_share)", message,
            StringComparison.Ordinal);
        Assert.Contains("learning rate 0.00", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ValidatedOnLaterWindows_ReportsTheBestPassAndKeepsIt()
    {
        using var trainer = Trainer();
        var split = RankerSplit.Of(_examples);

        var best = trainer.Train(split.Training, split.Validation, null, default);

        Assert.NotNull(best);
        Assert.Equal(best, trainer.Validate(split.Validation));
    }

    [Fact]
    public void Split_Windows_NothingLearnedFromReachesIntoValidation()
    {
        var split = RankerSplit.Of(_examples);
        var last = _examples.Windows[^1];

        Assert.NotEmpty(split.Training);
        Assert.NotEmpty(split.Validation);
        Assert.All(split.Training, example => Assert.True(WindowOf(example).End <= last.Start));
        Assert.All(split.Validation, example => Assert.Equal(last, WindowOf(example)));
        Assert.Empty(split.Training.Intersect(split.Latest));
        Assert.Equal(_examples.Ranker.Count, split.Training.Length + split.Latest.Length);
    }

    private ReplayWindow WindowOf(int example) =>
        _examples.Windows[_examples.States.Windows[_examples.Ranker.States[example]]];

    private RankerTrainer Trainer() => new(
        _workflow,
        new RankerExampleGatherer(_examples.States, _examples.Ranker, _examples.Columns, _targets.FitWithout, _workflow,
            RankerDescription.Standard,
            SyntheticShop.Options.RankerBatch),
        _examples.Ranker, SyntheticShop.Options);
}
