namespace Recsys.Models.Fused;

/// <summary>How large each input of each layer was among products that were scored.</summary>
/// <param name="inputs">Inputs of each layer.</param>
internal sealed unsafe class LayerSizes(IEnumerable<int> inputs)
{
    private readonly float[][] _largest = [.. inputs.Select(count => new float[count])];

    /// <summary>The largest size of each input of a layer.</summary>
    public ReadOnlySpan<float> Of(int layer) => _largest[layer];

    /// <summary>Takes a block of products' inputs into account.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="x">[inputs, <see cref="MatrixKernel.Stride"/>].</param>
    /// <param name="lanes">Products, a multiple of 8.</param>
    public void Add(int layer, float* x, int lanes)
    {
        var largest = _largest[layer];
        for (int input = 0; input < largest.Length; input++, x += MatrixKernel.Stride)
            for (int lane = 0; lane < lanes; lane++) largest[input] = Math.Max(largest[input], Math.Abs(x[lane]));
    }
}
