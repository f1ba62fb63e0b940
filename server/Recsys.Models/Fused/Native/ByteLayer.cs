namespace Recsys.Models.Fused;

/// <summary>
/// A layer's weights with 8 bits each, in the order in which <see cref="ByteKernel"/> reads them: w ≈ q · scale, a
/// scale for each output, q from −127 to 127. A quarter of the floats' bytes: all layers stay in a near cache.
/// </summary>
internal sealed unsafe class ByteLayer
{
    // Inputs below zero are moved up by this, since the processor multiplies bytes without a sign by bytes with one.
    private const int Shift = 128;

    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _scales;
    private readonly AlignedFloats _start;

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
        for (int output = 0; output < Outputs; output++) Pack(weights.Slice(output * inputs, inputs), output, groups);
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
