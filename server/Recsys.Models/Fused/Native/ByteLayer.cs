namespace Recsys.Models.Fused;

/// <summary>
/// A layer's weights with 8 bits each, in the order in which <see cref="ByteKernel"/> reads them: w ≈ q · scale, a
/// scale for each output, q from −127 to 127. A quarter of the floats' bytes: all layers stay in a near cache.
/// </summary>
/// <remarks>Inputs of different sizes have to share a product's scale, and a row's weights an output's. So each input
/// is divided, and its weights multiplied, by √(largest input / largest weight) of those seen
/// (<see href="https://arxiv.org/abs/2211.10438">Xiao et al. 2023</see>, α = ½), which changes no sum.</remarks>
internal sealed unsafe class ByteLayer
{
    // Inputs below zero are moved up by this, since the processor multiplies bytes without a sign by bytes with one.
    private const int Shift = 128;

    // An input that was seen a hundred times smaller than the largest counts as a hundredth of it.
    private const float LargestRatio = 100;

    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _scales;
    private readonly AlignedFloats _start;
    private readonly AlignedFloats _shrink;
    private readonly float[] _exact;

    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="signed">Whether an input may be below zero.</param>
    public ByteLayer(ReadOnlySpan<float> weights, int inputs, bool signed)
    {
        (Inputs, Outputs, Signed) = (inputs, weights.Length / inputs, signed);
        int rows = PackedLayer.Rows(Outputs), groups = ByteRows.Groups(inputs);
        _weights = new AlignedFloats(rows * groups);
        _scales = new AlignedFloats(rows);
        _start = new AlignedFloats(rows);
        _shrink = new AlignedFloats(inputs);
        _exact = weights.ToArray();
        _shrink.Span.Fill(1);
        Pack();
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Whether its inputs are taken with their sign.</summary>
    public bool Signed { get; }

    /// <summary>By six outputs, then by four inputs: 24 bytes.</summary>
    public sbyte* Weights => (sbyte*)_weights.First;

    /// <summary>One for each output.</summary>
    public float* Scales => _scales.First;

    /// <summary>What the sum of each output starts from, which takes off what the inputs were moved up.</summary>
    public int* Start => (int*)_start.First;

    /// <summary>What each input is to be multiplied by before bytes are made of it.</summary>
    public float* Shrink => _shrink.First;

    /// <summary>Evens inputs out; nobody may be using the layer.</summary>
    /// <param name="largest">The largest size of each input that was seen.</param>
    public void Even(ReadOnlySpan<float> largest)
    {
        var weights = new float[Inputs];
        for (int i = 0; i < _exact.Length; i++)
            weights[i % Inputs] = Math.Max(weights[i % Inputs], Math.Abs(_exact[i]));
        float leastInput = Floor(largest), leastWeight = Floor(weights);
        if (leastInput == 0 || leastWeight == 0) return;
        for (int input = 0; input < Inputs; input++)
            _shrink.Span[input] = MathF.Sqrt(
                Math.Max(weights[input], leastWeight) / Math.Max(largest[input], leastInput));
        Pack();
    }

    // What is hardly ever there may be as large as others one day.
    private static float Floor(ReadOnlySpan<float> sizes)
    {
        float most = 0;
        foreach (float size in sizes) most = Math.Max(most, size);
        return float.IsFinite(most) ? most / LargestRatio : 0;
    }

    private void Pack()
    {
        int groups = ByteRows.Groups(Inputs);
        var row = new float[Inputs];
        for (int output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
                row[input] = _exact[(output * Inputs) + input] / _shrink.Span[input];
            Pack(row, output, groups);
        }
    }

    private void Pack(ReadOnlySpan<float> row, int output, int groups)
    {
        float most = 0;
        foreach (float weight in row) most = Math.Max(most, Math.Abs(weight));
        float scale = most / sbyte.MaxValue;
        int tile = output / MatrixKernel.Tile, place = output % MatrixKernel.Tile;
        sbyte* to = Weights + ((((long)tile * groups * MatrixKernel.Tile) + place) * ByteRows.Group);
        int sum = 0;
        for (int input = 0; input < row.Length; input++)
        {
            int value = scale > 0 ? (int)MathF.Round(row[input] / scale) : 0;
            to[(input / ByteRows.Group * MatrixKernel.Tile * ByteRows.Group) + (input % ByteRows.Group)] = (sbyte)value;
            sum += value;
        }
        Scales[output] = scale;
        Start[output] = Signed ? -Shift * sum : 0;
    }
}
