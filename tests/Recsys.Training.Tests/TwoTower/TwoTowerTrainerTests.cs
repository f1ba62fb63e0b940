using Recsys.Pipeline.Features;
using Recsys.Training.Tests.Examples;
using Recsys.Training.TwoTower;

namespace Recsys.Training.Tests.TwoTower;

public sealed class TwoTowerTrainerTests
{
    private const double Rate = 0.01;

    private readonly NormalizedExamples _normalized = new(SyntheticShop.Build(users: 30, products: 30));

    [Fact]
    public void Train_Passes_LossFalls()
    {
        using var trainer = Trainer();
        var losses = new Losses();

        trainer.Train("towers", 4, Rate, _normalized.Examples.Tower, _ => true, losses, default);

        Assert.Equal(4, losses.OfPasses.Count);
        Assert.True(losses.OfPasses[^1] < losses.OfPasses[0]);
        Assert.True(trainer.RowsPerCpuSecond > 0);
    }

    [Fact]
    public void Train_RateOfZero_ChangesNothing()
    {
        using var trainer = Trainer();
        float[] before = Products(trainer);

        trainer.Train("towers", 1, 0, _normalized.Examples.Tower, _ => true, null, default);

        Assert.Equal(before, Products(trainer));
    }

    [Fact]
    public void Train_NoStateWanted_ChangesNothing()
    {
        using var trainer = Trainer();
        float[] before = Products(trainer);

        trainer.Train("towers", 2, Rate, _normalized.Examples.Tower, _ => false, null, default);

        Assert.Equal(before, Products(trainer));
    }

    // The batch that breaks tells its rate: a straight line from the first step's down to a twentieth.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Train_LossThatIsNoNumber_NamesTheBatchAndTheRateThatFell(int epochs)
    {
        using var trainer = Trainer();
        var tower = _normalized.Examples.Tower;
        int state = tower.States[tower.Count / 2];
        int customer = _normalized.Examples.States.Users[state];
        if (epochs == 1) Break(state);
        // Passes before the last go well.
        var breaking = new Breaking((epochs - 1.0) / epochs, () => Break(state));

        var stopped = Assert.Throws<BrokenBatchException>(
            () => trainer.Train("towers", epochs, Rate, tower, _ => true, breaking, default));

        Assert.Equal(("towers", epochs), (stopped.Stage, stopped.Epoch));
        Assert.Contains(stopped.Rows, row => row.User == customer && row.Wrong is not null);
        double done = (epochs - 1 + ((stopped.Batch - 1) / (double)stopped.Batches)) / epochs;
        Assert.Equal(Rate * (1 - (0.95 * done)), stopped.LearningRate, 1e-12);
    }

    private void Break(int state) =>
        _normalized.Examples.States.AllDense[state * FeatureSchema.UserDense.Count] = float.NaN;

    private float[] Products(TwoTowerTrainer trainer) => trainer.EncodeItems(_normalized.Examples.Columns[0]);

    private TwoTowerTrainer Trainer() => new(
        _normalized.Workflow, _normalized.Examples.States, _normalized.Examples.Columns, SyntheticShop.Options);

    private sealed class Losses : IProgress<TrainingProgress>
    {
        private readonly Dictionary<string, double> _latest = [];

        public List<double> OfPasses => [.. _latest.Values];

        public void Report(TrainingProgress value) => _latest[value.Detail.Split(',')[0]] = value.Loss!.Value;
    }

    // Breaks something once so much is done.
    private sealed class Breaking(double done, Action act) : IProgress<TrainingProgress>
    {
        private bool _broken;

        public void Report(TrainingProgress value)
        {
            if (_broken || value.Fraction < done) return;
            _broken = true;
            act();
        }
    }
}
