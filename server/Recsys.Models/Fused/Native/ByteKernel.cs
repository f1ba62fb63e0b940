using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.Models.Fused;

/// <summary>
/// A layer over a block of products in whole numbers of 8 bits: y = max(0, W · x + b). Sums are exact in 32 bits; only
/// making bytes of weights and inputs loses anything. One instruction multiplies 64 pairs of bytes, four times as many
/// as the widest registers hold floats, or 32.
/// </summary>
/// <remarks>64 need AVX-512 VNNI, for which .NET has no instruction: the native library's part. 32 need AVX-VNNI: six
/// outputs and sixteen products at a time.</remarks>
internal static unsafe class ByteKernel
{
    private const int Products = 16;

    /// <summary>Most inputs of a layer whose sums cannot leave 32 bits.</summary>
    public const int MostInputs = 65_536;

    /// <summary>The widest registers that bytes can be multiplied in here; null where in none.</summary>
    public static VectorWidth? Widest { get; } =
        ByteLayerNative.recsys_byte_layer_supported() != 0 ? VectorWidth.Vector512
        : AvxVnni.IsSupported ? VectorWidth.Vector256
        : null;

    /// <summary>Which registers go with kernels of a width: no wider ones, if this processor has others.</summary>
    public static VectorWidth? For(VectorWidth kernels) =>
        kernels < VectorWidth.Vector512 && AvxVnni.IsSupported ? VectorWidth.Vector256 : Widest;

    /// <param name="width">Which registers to use, one of those there are.</param>
    /// <param name="layer">The weights.</param>
    /// <param name="bias">[outputs rounded up to six].</param>
    /// <param name="x">[inputs, <see cref="MatrixKernel.Stride"/>].</param>
    /// <param name="bytes">Room for the inputs' bytes, as <see cref="ByteRows"/> fills it.</param>
    /// <param name="scales">Room for a scale of each product.</param>
    /// <param name="y">[outputs rounded up to six, <see cref="MatrixKernel.Stride"/>].</param>
    /// <param name="lanes">Products, a multiple of 16.</param>
    public static void Multiply(
        VectorWidth width, ByteLayer layer, float* bias, float* x, byte* bytes, float* scales, float* y, int lanes)
    {
        if (width != VectorWidth.Vector512)
        {
            ByteRows.Fill(x, layer, bytes, scales, lanes);
            Multiply(layer, bias, bytes, scales, y, lanes);
            return;
        }
        var weights = new ByteWeights
        {
            Weights = layer.Weights,
            Start = layer.Start,
            Scales = layer.Scales,
            Shrink = layer.Shrink,
            Inputs = layer.Inputs,
            Outputs = layer.Outputs,
            IsSigned = layer.Signed ? 1 : 0,
        };
        ByteLayerNative.recsys_byte_layer(&weights, bias, x, bytes, scales, y, MatrixKernel.Stride, lanes);
        GC.KeepAlive(layer);
    }

    [SkipLocalsInit]
    private static void Multiply(ByteLayer layer, float* bias, byte* bytes, float* scales, float* y, int lanes)
    {
        int groups = ByteRows.Groups(layer.Inputs);
        sbyte* weights = layer.Weights;
        Vector256<int>* sums = stackalloc Vector256<int>[2 * MatrixKernel.Tile];
        for (int output = 0; output < layer.Outputs; output += MatrixKernel.Tile)
        {
            float* to = y + ((long)output * MatrixKernel.Stride);
            for (int lane = 0; lane < lanes; lane += Products)
            {
                Sum(weights, bytes + (lane * ByteRows.Group), groups, layer.Start + output, sums);
                Write(sums, layer.Scales + output, bias + output, scales + lane, to + lane);
            }
            weights += (long)groups * MatrixKernel.Tile * ByteRows.Group;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(sbyte* weights, byte* x, int groups, int* start, Vector256<int>* sums)
    {
        Vector256<int> s00 = Vector256.Create(start[0]), s01 = s00, s10 = Vector256.Create(start[1]), s11 = s10;
        Vector256<int> s20 = Vector256.Create(start[2]), s21 = s20, s30 = Vector256.Create(start[3]), s31 = s30;
        Vector256<int> s40 = Vector256.Create(start[4]), s41 = s40, s50 = Vector256.Create(start[5]), s51 = s50;
        int* w = (int*)weights;
        for (int* end = w + (groups * MatrixKernel.Tile); w < end; w += MatrixKernel.Tile, x += ByteRows.Stride)
        {
            var x0 = Vector256.Load(x);
            var x1 = Vector256.Load(x + 32);
            var four = Vector256.Create(w[0]).AsSByte();
            s00 = AvxVnni.MultiplyWideningAndAdd(s00, x0, four);
            s01 = AvxVnni.MultiplyWideningAndAdd(s01, x1, four);
            four = Vector256.Create(w[1]).AsSByte();
            s10 = AvxVnni.MultiplyWideningAndAdd(s10, x0, four);
            s11 = AvxVnni.MultiplyWideningAndAdd(s11, x1, four);
            four = Vector256.Create(w[2]).AsSByte();
            s20 = AvxVnni.MultiplyWideningAndAdd(s20, x0, four);
            s21 = AvxVnni.MultiplyWideningAndAdd(s21, x1, four);
            four = Vector256.Create(w[3]).AsSByte();
            s30 = AvxVnni.MultiplyWideningAndAdd(s30, x0, four);
            s31 = AvxVnni.MultiplyWideningAndAdd(s31, x1, four);
            four = Vector256.Create(w[4]).AsSByte();
            s40 = AvxVnni.MultiplyWideningAndAdd(s40, x0, four);
            s41 = AvxVnni.MultiplyWideningAndAdd(s41, x1, four);
            four = Vector256.Create(w[5]).AsSByte();
            s50 = AvxVnni.MultiplyWideningAndAdd(s50, x0, four);
            s51 = AvxVnni.MultiplyWideningAndAdd(s51, x1, four);
        }
        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]) = (s00, s01, s10, s11, s20, s21);
        (sums[6], sums[7], sums[8], sums[9], sums[10], sums[11]) = (s30, s31, s40, s41, s50, s51);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(Vector256<int>* sums, float* layerScales, float* bias, float* scales, float* y)
    {
        Vector256<float> low = Vector256.Load(scales), high = Vector256.Load(scales + 8);
        for (int i = 0; i < MatrixKernel.Tile; i++, y += MatrixKernel.Stride)
        {
            Vector256<float> scale = Vector256.Create(layerScales[i]), add = Vector256.Create(bias[i]);
            // NaN stays NaN, so that a score that is not a number is seen.
            Vector256.Store(
                Vector256.Max(
                    Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(sums[2 * i]), scale * low, add),
                    Vector256<float>.Zero), y);
            Vector256.Store(
                Vector256.Max(
                    Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(sums[(2 * i) + 1]), scale * high, add),
                    Vector256<float>.Zero), y + 8);
        }
    }
}
