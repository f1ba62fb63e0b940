namespace Recsys.Models.Tests;

/// <summary>A small network with a learnable task, for tests.</summary>
internal static class TinyRegression
{
    public const int Rows = 64;
    public const int Features = 8;
    public const int Hidden = 16;

    public const string Source = """
        def forward(self, x):
            h = torch.relu(torch.linear(x, self.w1, self.b1))
            return torch.linear(h, self.w2, self.b2).squeeze(1)

        def loss(self, x, y):
            d = self.forward(x) - y
            return torch.mean(d * d)
        """;

    public static TorchModule Create(ulong seed = 7) => TorchModule.Create("TinyRegression", Source,
    [
        new TorchParameter("w1", [Hidden, Features], TorchInit.KaimingUniform),
        new TorchParameter("b1", [Hidden], TorchInit.Zeros),
        new TorchParameter("w2", [1, Hidden], TorchInit.XavierUniform),
        new TorchParameter("b2", [1], TorchInit.Zeros),
    ], seed);

    public static (float[] X, float[] Y) Data(int seed = 3)
    {
        var random = new Random(seed);
        float[] x = Floats(random, Rows * Features);
        float[] y = new float[Rows];
        for (int row = 0; row < Rows; row++)
            y[row] = 2 * x[row * Features] - x[row * Features + 1] * x[row * Features + 2];
        return (x, y);
    }

    public static float[] Train(TorchModule module, int steps, double learningRate = 0.01)
    {
        var (x, y) = Data();
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions { LearningRate = learningRate });
        var losses = new float[steps];
        for (int step = 0; step < steps; step++)
            losses[step] = trainer.Step(
                "loss", [TorchInput.FromFloats(x, Rows, Features), TorchInput.FromFloats(y, Rows)]);
        return losses;
    }

    public static float[] Forward(TorchModule module, float[] x)
    {
        float[] output = new float[x.Length / Features];
        Assert.Equal(output.Length,
            module.Forward("forward", [TorchInput.FromFloats(x, output.Length, Features)], output));
        return output;
    }

    public static float[] Floats(Random random, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.NextSingle() * 2 - 1;
        return values;
    }
}
