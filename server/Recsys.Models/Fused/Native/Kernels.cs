using System.Runtime.Intrinsics;

namespace Recsys.Models.Fused;

/// <summary>The kernels of one width of registers, chosen once when a ranker is loaded.</summary>
/// <remarks>Their inner loops are compiled at full effort the first time: what a first draft of them costs is three
/// times the request.</remarks>
internal abstract unsafe class Kernels
{
    /// <summary>Which registers these use.</summary>
    public abstract VectorWidth Width { get; }

    /// <summary>The widest registers that this processor has.</summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Vector512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Vector256
        : VectorWidth.Portable;

    /// <summary>The kernels of a width; one the processor has not is emulated, slowly.</summary>
    public static Kernels Of(VectorWidth width) => width switch
    {
        VectorWidth.Vector512 => new Kernels<Lanes512, Vector512<float>>(width),
        VectorWidth.Vector256 => new Kernels<Lanes256, Vector256<float>>(width),
        _ => new Kernels<Lanes128, Vector128<float>>(VectorWidth.Portable),
    };

    /// <inheritdoc cref="MatrixKernel"/>
    public abstract void Multiply(PackedLayer layer, float* x, float* y, int lanes, bool rectify);

    /// <inheritdoc cref="RowKernel"/>
    public abstract void Multiply(RowLayer layer, float* x, float* y, bool rectify);

    /// <inheritdoc cref="PairKernel.WithUser"/>
    public abstract void WithUser(float* user, int users, float* slab, int items, int d, float* output);

    /// <inheritdoc cref="PairKernel.Within"/>
    public abstract void Within(float* slab, int items, int d, float* output);

    /// <inheritdoc cref="RowKernel.Dot"/>
    public abstract float Dot(float* a, float* b, int count);

    /// <inheritdoc cref="ChanceKernel.Fill"/>
    public abstract void Chances(float* weights, float bias, int inputs, float* x, float* chances, int lanes);
}
