using Recsys.Models.Fused;

namespace Recsys.Models.Tests.Fused;

public sealed class DenseLayerTests
{
    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (int inputs in (int[])[1, 7, 16, 108, 300])
            foreach (int outputs in (int[])[1, 15, 16, 17, 63, 64, 65, 128, 200])
                shapes.Add(inputs, outputs);
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Apply_EveryPath_IsTheSumOfProducts(int inputs, int outputs)
    {
        var random = new Random((inputs * 1000) + outputs);
        float[] weight = Numbers(random, inputs * outputs), bias = Numbers(random, outputs);
        var layer = new DenseLayer(weight, bias, outputs);
        foreach (var path in KernelPaths.All)
        {
            var input = Numbers(random, inputs);
            var output = new float[layer.Padded + 3];
            Array.Fill(output, 7);

            layer.Apply(input, output, path);

            for (int o = 0; o < outputs; o++)
            {
                double expected = bias[o];
                for (int i = 0; i < inputs; i++) expected += (double)weight[(o * inputs) + i] * input[i];
                Assert.Equal(expected, output[o], 1e-4);
            }
            Assert.All(output[outputs..layer.Padded], value => Assert.Equal(0, value));
            Assert.All(output[layer.Padded..], value => Assert.Equal(7, value));
        }
    }

    [Fact]
    public void Apply_OtherSizes_AreRefused()
    {
        var layer = new DenseLayer(new float[12], new float[3], 3);
        Assert.Throws<ArgumentException>(() => layer.Apply(new float[3], new float[16], KernelPath.Portable));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => layer.Apply(new float[4], new float[15], KernelPath.Portable));
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
