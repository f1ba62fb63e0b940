using Recsys.Native;

namespace Recsys.Models.Tests;

public sealed class TorchTrainerTests
{
    [Fact]
    public void Step_Repeated_LossFallsToATenth()
    {
        using var module = TinyRegression.Create();
        float[] losses = TinyRegression.Train(module, 150);

        Assert.True(losses[^1] < losses[0] / 10, $"the loss went from {losses[0]} to {losses[^1]} only");
    }

    [Fact]
    public void Step_SameSeedAndData_SameLosses()
    {
        using var one = TinyRegression.Create();
        using var other = TinyRegression.Create();

        Assert.Equal(TinyRegression.Train(one, 20), TinyRegression.Train(other, 20));
    }

    [Fact]
    public void Step_LossNotANumber_NamesTheStepAndChangesNothing()
    {
        using var module = TinyRegression.Create();
        var (x, y) = TinyRegression.Data();
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());
        TorchInput features = TorchInput.FromFloats(x, TinyRegression.Rows, TinyRegression.Features);
        trainer.Step("loss", [features, TorchInput.FromFloats(y, TinyRegression.Rows)]);
        float[] before = TinyRegression.Forward(module, x);
        y[5] = float.NaN;

        var error = Assert.Throws<NativeException>(() =>
            trainer.Step("loss", [features, TorchInput.FromFloats(y, TinyRegression.Rows)]));
        Assert.Equal(NativeStatus.NotFinite, error.Status);
        Assert.StartsWith("the loss of method 'loss' is NaN at step 2: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, TinyRegression.Forward(module, x));
    }

    [Fact]
    public void Step_MethodWithoutScalarLoss_SaysSo()
    {
        using var module = TinyRegression.Create();
        var (x, _) = TinyRegression.Data();
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());

        var error = Assert.Throws<NativeException>(() =>
            trainer.Step("forward", [TorchInput.FromFloats(x, TinyRegression.Rows, TinyRegression.Features)]));
        Assert.Equal("method 'forward' must return a scalar loss, not 64 elements", error.Message);
    }

    [Fact]
    public void SetLearningRates_ToZero_StopsLearning()
    {
        using var module = TinyRegression.Create();
        var (x, y) = TinyRegression.Data();
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());
        float[] before = TinyRegression.Forward(module, x);
        trainer.SetLearningRates(0, 0);
        trainer.Step("loss", [
            TorchInput.FromFloats(x, TinyRegression.Rows, TinyRegression.Features),
            TorchInput.FromFloats(y, TinyRegression.Rows),
        ]);

        Assert.Equal(before, TinyRegression.Forward(module, x));
    }

    [Theory]
    [InlineData(-1, 0.1)]
    [InlineData(double.NaN, 0.1)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void Create_LearningRateOutOfRange_IsRefused(double dense, double sparse)
    {
        using var module = TinyRegression.Create();
        var options = new TorchOptimizerOptions { LearningRate = dense, SparseLearningRate = sparse };

        var error = Assert.Throws<NativeException>(() => new TorchTrainer(module, options));
        Assert.Contains("learning_rate must be finite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_Dropout_IsActiveInTrainingOnly()
    {
        const string Source = """
            def forward(self, x):
                return torch.dropout(x * self.w, 0.5, self.training)

            def loss(self, x):
                return torch.mean((self.forward(x) == 0).float()) + 0 * self.w.sum()
            """;
        using var module = TorchModule.Create("Dropped", Source, [new TorchParameter("w", [1], TorchInit.Ones)], 1);
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());
        float[] x = new float[1000];
        Array.Fill(x, 1f);

        Assert.InRange(trainer.Step("loss", [TorchInput.FromFloats(x, 1000)]), 0.4f, 0.6f);
        float[] output = new float[1000];
        module.Forward("forward", [TorchInput.FromFloats(x, 1000)], output);
        Assert.DoesNotContain(0f, output);
    }
}
