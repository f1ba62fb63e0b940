namespace Recsys.Models.Fused;

/// <summary>Weights of a layer over blocks, in the order in which <see cref="MatrixKernel"/> reads them.</summary>
internal sealed unsafe class PackedLayer
{
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _bias;

    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="bias">[outputs], or empty where each call brings its own (<see cref="WithBias"/>).</param>
    /// <param name="inputs">Inputs.</param>
    public PackedLayer(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int inputs)
    {
        (Inputs, Outputs) = (inputs, weights.Length / inputs);
        _weights = new AlignedFloats(Rows(Outputs) * inputs);
        _bias = new AlignedFloats(Rows(Outputs));
        bias.CopyTo(_bias.Span);
        int at = 0;
        for (int from = 0; from < inputs; from += MatrixKernel.Chunk)
            for (int output = 0; output < Outputs; output += MatrixKernel.Tile)
                for (int input = from; input < Math.Min(from + MatrixKernel.Chunk, inputs); input++)
                    for (int row = output; row < output + MatrixKernel.Tile; row++, at++)
                        if (row < Outputs) _weights.Span[at] = weights[(row * inputs) + input];
    }

    private PackedLayer(PackedLayer layer, AlignedFloats bias) =>
        (Inputs, Outputs, _weights, _bias) = (layer.Inputs, layer.Outputs, layer._weights, bias);

    public int Inputs { get; }

    public int Outputs { get; }

    public float* Weights => _weights.First;

    public float* Bias => _bias.First;

    /// <summary>The same weights with a bias of one request.</summary>
    /// <param name="bias">Room for <see cref="Rows"/> of the outputs, which the request fills.</param>
    public PackedLayer WithBias(AlignedFloats bias) => new(this, bias);

    /// <summary>Rows that a number of outputs takes: whole tiles.</summary>
    public static int Rows(int outputs) =>
        (outputs + MatrixKernel.Tile - 1) / MatrixKernel.Tile * MatrixKernel.Tile;
}
