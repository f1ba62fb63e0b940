using Recsys.Models.Fused;
using Recsys.Models.Sequence;

namespace Recsys.Models.Tests.Fused;

public sealed class FusedSequenceTests
{
    private const int Products = 40;

    [Theory]
    [InlineData(128, 16)]
    [InlineData(256, 16)]
    [InlineData(512, 16)]
    [InlineData(128, 64)]
    [InlineData(256, 64)]
    [InlineData(512, 64)]
    [InlineData(512, 48)]
    public void Encode_AllLengths_IsWhatTorchScriptComputes(int width, int dimension)
    {
        using var module = Trained(dimension, seed: (ulong)(width + dimension));
        var fused = new FusedSequence(module) { Width = (VectorWidth)width };
        var random = new Random(9);
        var (expected, actual) = (new float[dimension], new float[dimension]);
        for (int length = 1; length <= SequenceModule.Length; length++)
        {
            var products = new int[length];
            foreach (ref int product in products.AsSpan()) product = random.Next(Products);

            fused.Encode(products, actual);

            Forward(module, products, padding: 0, expected);
            for (int i = 0; i < dimension; i++) Assert.Equal(expected[i], actual[i], 2e-4f);
        }
    }

    [Fact]
    public void Forward_PaddedInFront_IsTheSame()
    {
        using var module = Trained(16, seed: 4);
        var (plain, padded) = (new float[16], new float[16]);
        Forward(module, [3, 1, 2], padding: 0, plain);
        Forward(module, [3, 1, 2], padding: 6, padded);
        for (int i = 0; i < plain.Length; i++) Assert.Equal(plain[i], padded[i], 1e-5f);
    }

    [Fact]
    public void Encode_NoneOrTooMany_IsRefused()
    {
        using var module = Trained(16, seed: 4);
        var fused = new FusedSequence(module);
        Assert.Throws<ArgumentException>(() => fused.Encode([], new float[16]));
        Assert.Throws<ArgumentException>(() => fused.Encode(new int[SequenceModule.Length + 1], new float[16]));
    }

    [Fact]
    public void Read_ModuleOfAnotherShape_IsRefused()
    {
        using var other = TorchModule.Create("Other", "def forward(self, x: Tensor) -> Tensor:\n    return x\n",
            [new TorchParameter("item_embedding", [5, 16], TorchInit.Ones)], seed: 1);
        var refusal = Assert.Throws<InvalidDataException>(() => new FusedSequence(other));
        Assert.Contains("position_embedding", refusal.Message, StringComparison.Ordinal);
    }

    // Values of a size at which a wrong term would show.
    private static TorchModule Trained(int dimension, ulong seed)
    {
        var module = SequenceModule.Create(Products, dimension, seed);
        var random = new Random((int)seed);
        foreach (var parameter in module.Parameters)
        {
            var values = new float[parameter.Elements];
            module.ReadParameter(parameter.Name, values);
            foreach (ref float value in values.AsSpan()) value += (random.NextSingle() - 0.5f) * 0.4f;
            module.WriteParameter(parameter.Name, values);
        }
        return module;
    }

    private static void Forward(TorchModule module, int[] products, int padding, float[] vector)
    {
        int length = products.Length + padding;
        var items = new long[length];
        Array.Fill(items, Products);
        for (int i = 0; i < products.Length; i++) items[padding + i] = products[i];
        var positions = new long[length];
        var order = new float[length * length];
        for (int i = 0; i < length; i++)
        {
            positions[i] = SequenceModule.Length - length + i;
            order.AsSpan((i * length) + i + 1, length - i - 1).Fill(-1e9f);
        }
        module.Forward("forward",
        [
            TorchInput.FromInt64(items, 1, length), TorchInput.FromInt64(positions, length),
            TorchInput.FromFloats(order, length, length),
        ], vector);
    }
}
