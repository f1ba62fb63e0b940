namespace Recsys.Models.Fused;

/// <inheritdoc/>
internal sealed unsafe class Kernels<TLanes, TVector>(VectorWidth width) : Kernels
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <inheritdoc/>
    public override VectorWidth Width => width;

    /// <inheritdoc/>
    public override void Multiply(PackedLayer layer, float* x, float* y, int lanes, bool rectify) =>
        MatrixKernel.Multiply<TLanes, TVector>(
            layer.Weights, layer.Bias, layer.Inputs, layer.Outputs, x, y, lanes, rectify);

    /// <inheritdoc/>
    public override void Multiply(RowLayer layer, float* x, float* y, bool rectify) =>
        RowKernel.Multiply<TLanes, TVector>(
            layer.Weights, layer.Bias, layer.Stride, layer.Outputs, x, y, rectify);

    /// <inheritdoc/>
    public override void WithUser(float* user, int users, float* slab, int items, int d, float* output) =>
        PairKernel.WithUser<TLanes, TVector>(user, users, slab, items, d, output);

    /// <inheritdoc/>
    public override void Within(float* slab, int items, int d, float* output) =>
        PairKernel.Within<TLanes, TVector>(slab, items, d, output);

    /// <inheritdoc/>
    public override float Dot(float* a, float* b, int count) => RowKernel.Dot<TLanes, TVector>(a, b, count);

    /// <inheritdoc/>
    public override void Chances(float* weights, float bias, int inputs, float* x, float* chances, int lanes) =>
        ChanceKernel.Fill<TLanes, TVector>(weights, bias, inputs, x, chances, lanes);
}
