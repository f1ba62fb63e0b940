namespace Recsys.Models.Fused;

/// <summary>Weights of a layer for one row, filled up with zeros as <see cref="RowKernel"/> wants them.</summary>
internal sealed unsafe class RowLayer
{
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _bias;

    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="inputs">Inputs.</param>
    public RowLayer(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int inputs)
    {
        Outputs = bias.Length;
        Stride = Padded(inputs);
        int rows = (Outputs + RowKernel.Tile - 1) / RowKernel.Tile * RowKernel.Tile;
        _weights = new AlignedFloats(rows * Stride);
        _bias = new AlignedFloats(Outputs);
        bias.CopyTo(_bias.Span);
        for (int row = 0; row < Outputs; row++)
            weights.Slice(row * inputs, inputs).CopyTo(_weights.Span[(row * Stride)..]);
    }

    public int Outputs { get; }

    /// <summary>Inputs, filled up.</summary>
    public int Stride { get; }

    public float* Weights => _weights.First;

    public float* Bias => _bias.First;

    /// <summary>Numbers that a row of inputs takes.</summary>
    public static int Padded(int inputs) => (inputs + RowKernel.Padding - 1) / RowKernel.Padding * RowKernel.Padding;
}
