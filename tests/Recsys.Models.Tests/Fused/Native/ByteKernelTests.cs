using Recsys.Models.Fused;

namespace Recsys.Models.Tests.Fused;

/// <summary>A layer of 8-bit numbers against the same sums written plainly.</summary>
public sealed unsafe class ByteKernelTests
{
    private const int Stride = MatrixKernel.Stride;

    /// <summary>Those that this processor has; a processor without any screens nothing.</summary>
    private static VectorWidth[] Widths =>
        [.. new[] { VectorWidth.Vector256, VectorWidth.Vector512 }.Where(width => ByteKernel.For(width) == width)];

    public static TheoryData<int, int, int, bool> Layers => new()
    {
        { 1, 1, 16, true }, { 3, 6, 16, false }, { 4, 7, 32, true }, { 5, 12, 48, false }, { 127, 31, 64, true },
        { 155, 512, 64, true }, { 512, 64, 64, false }, { 600, 13, 16, false },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Multiply_AnyLayer_IsTheSumOfTheBytes(int inputs, int outputs, int lanes, bool signed) =>
        Assert.All(Widths, width => AnyLayerIsTheSumOfTheBytes(width, inputs, outputs, lanes, signed));

    [Fact]
    public void Multiply_LayerOfZeros_IsTheBias() => Assert.All(Widths, LayerOfZerosIsTheBias);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Even_InputsOfUnequalSizes_BringsSumsNearer(bool signed)
    {
        if (ByteKernel.Widest is not { } width) return;
        const int Inputs = 64, Outputs = 12, Lanes = 64;
        var random = new Random(3);
        // Every other input is small and counts as much: its weights are large.
        float[] sizes = [.. Enumerable.Range(0, Inputs).Select(i => i % 2 == 0 ? 10 : 0.1f)];
        float[] weights = [.. Enumerable.Range(0, Inputs * Outputs).Select(
            i => ((2 * random.NextSingle()) - 1) / sizes[i % Inputs])];
        var x = new AlignedFloats(Inputs * Stride);
        for (int i = 0; i < x.Length; i++) x.Span[i] = (random.NextSingle() - (signed ? 0.5f : 0)) * sizes[i / Stride];
        var layer = new ByteLayer(weights, Inputs, signed);
        var seen = new LayerSizes([Inputs]);
        seen.Add(0, x.First, Lanes);
        double before = LargestError(width, layer, weights, x, Lanes);

        layer.Even(seen.Of(0));

        Assert.InRange(LargestError(width, layer, weights, x, Lanes), 1e-9, before / 4);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Even_SizesThatTellNothing_ChangesNothing(float size)
    {
        var layer = new ByteLayer([1, -2, 3, -4], 2, signed: true);

        layer.Even([size, size]);

        Assert.Equal([1, 1], new ReadOnlySpan<float>(layer.Shrink, 2).ToArray());
        GC.KeepAlive(layer);
    }

    // Of sums above 0, which no bias has moved.
    private static double LargestError(
        VectorWidth width, ByteLayer layer, float[] weights, AlignedFloats x, int lanes)
    {
        int rows = PackedLayer.Rows(layer.Outputs);
        var (y, bias) = (new AlignedFloats(rows * Stride), new AlignedFloats(rows));
        var (bytes, scales) = (new AlignedFloats(ByteRows.Groups(layer.Inputs) * Stride), new AlignedFloats(Stride));
        ByteKernel.Multiply(
            width, layer, bias.First, x.First, (byte*)bytes.First, scales.First, y.First, lanes);
        double largest = 0;
        for (int output = 0; output < layer.Outputs; output++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                double sum = 0;
                for (int input = 0; input < layer.Inputs; input++)
                    sum += weights[(output * layer.Inputs) + input] * (double)x.Span[(input * Stride) + lane];
                largest = Math.Max(largest, Math.Abs(Math.Max(0, sum) - y.Span[(output * Stride) + lane]));
            }
        }
        return largest;
    }

    private static void AnyLayerIsTheSumOfTheBytes(
        VectorWidth width, int inputs, int outputs, int lanes, bool signed)
    {
        var random = new Random(inputs + outputs);
        float[] weights = [.. Enumerable.Range(0, inputs * outputs).Select(_ => (2 * random.NextSingle()) - 1)];
        var layer = new ByteLayer(weights, inputs, signed);
        int rows = PackedLayer.Rows(outputs);
        var (x, y) = (new AlignedFloats(inputs * Stride), new AlignedFloats(rows * Stride));
        var bias = new AlignedFloats(rows);
        var (bytes, scales) = (new AlignedFloats(ByteRows.Groups(inputs) * Stride), new AlignedFloats(Stride));
        for (int i = 0; i < x.Length; i++) x.Span[i] = random.NextSingle() - (signed ? 0.5f : 0);
        // A product of whom nothing is known.
        for (int input = 0; input < inputs; input++) x.Span[(input * Stride) + 3] = 0;
        for (int i = 0; i < outputs; i++) bias.Span[i] = random.NextSingle() - 0.5f;

        ByteKernel.Multiply(
            width, layer, bias.First, x.First, (byte*)bytes.First, scales.First, y.First, lanes);

        for (int lane = 0; lane < lanes; lane++)
        {
            float most = Enumerable.Range(0, inputs).Max(input => Math.Abs(x.Span[(input * Stride) + lane]));
            float levels = signed ? 127 : 255;
            for (int output = 0; output < outputs; output++)
            {
                var row = weights.AsSpan(output * inputs, inputs).ToArray();
                float scale = row.Max(Math.Abs) / 127;
                double sum = 0;
                for (int input = 0; input < inputs; input++)
                {
                    double told = most > 0 ? Math.Round(x.Span[(input * Stride) + lane] * (levels / most)) : 0;
                    sum += told * Math.Round(row[input] / scale);
                }
                double expected = Math.Max(0, (sum * scale * (most / levels)) + bias.Span[output]);
                // One step of an input where rounding to nearest meets a half.
                Assert.Equal(expected, y.Span[(output * Stride) + lane], 2 * most / levels);
            }
        }
    }

    private static void LayerOfZerosIsTheBias(VectorWidth width)
    {
        var layer = new ByteLayer(new float[6 * 8], 8, signed: true);
        var (bytes, scales) = (new AlignedFloats(2 * Stride), new AlignedFloats(Stride));
        var (x, y, bias) = (new AlignedFloats(8 * Stride), new AlignedFloats(6 * Stride), new AlignedFloats(6));
        x.Span.Fill(2.5f);
        bias.Span.Fill(0.25f);

        ByteKernel.Multiply(
            width, layer, bias.First, x.First, (byte*)bytes.First, scales.First, y.First, 16);

        Assert.All(y.Span[..16].ToArray(), value => Assert.Equal(0.25f, value));
    }
}
