using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.Models.Fused;

/// <summary>
/// Activations of a block of products with 8 bits each and one scale for each product: x ≈ q · scale, with q from −127
/// to 127, kept as q + 128, where numbers have signs, and from 0 to 255 where they have none.
/// </summary>
/// <remarks>Four inputs of a product lie side by side, then the next product's: [inputs / 4,
/// <see cref="MatrixKernel.Stride"/>, 4].</remarks>
internal static unsafe class ByteRows
{
    /// <summary>Inputs that lie side by side.</summary>
    public const int Group = 4;

    /// <summary>Bytes from one group of inputs to the next.</summary>
    public const int Stride = MatrixKernel.Stride * Group;

    private const float SignedLevels = 127;
    private const float Levels = 255;

    /// <summary>Groups of so many inputs; the last may not be full.</summary>
    public static int Groups(int inputs) => (inputs + Group - 1) / Group;

    /// <summary>Makes bytes of numbers.</summary>
    /// <param name="x">[inputs, <see cref="MatrixKernel.Stride"/>].</param>
    /// <param name="layer">The layer whose inputs they are.</param>
    /// <param name="bytes">Filled.</param>
    /// <param name="scales">Filled with a scale per product, which is not a number where an input is none.</param>
    /// <param name="lanes">Products, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(float* x, ByteLayer layer, byte* bytes, float* scales, int lanes)
    {
        int inputs = layer.Inputs;
        float* shrink = layer.Shrink;
        float levels = layer.Signed ? SignedLevels : Levels;
        var shift = Vector256.Create(layer.Signed ? (int)SignedLevels + 1 : 0);
        for (int lane = 0; lane < lanes; lane += Vector256<float>.Count)
        {
            var most = Most(x + lane, shrink, inputs);
            Vector256.Store(most / Vector256.Create(levels), scales + lane);
            var factor = Vector256.ConditionalSelect(
                Vector256.Equals(most, Vector256<float>.Zero), Vector256<float>.Zero,
                Vector256.Create(levels) / most);
            byte* to = bytes + (lane * Group);
            float* from = x + lane;
            int input = 0;
            for (; input + Group <= inputs; input += Group, from += Group * MatrixKernel.Stride, to += Stride)
            {
                var first = Whole(from, factor * shrink[input], shift);
                var second = Whole(from + MatrixKernel.Stride, factor * shrink[input + 1], shift);
                var third = Whole(from + (2 * MatrixKernel.Stride), factor * shrink[input + 2], shift);
                var fourth = Whole(from + (3 * MatrixKernel.Stride), factor * shrink[input + 3], shift);
                Vector256.Store((first | (second << 8) | (third << 16) | (fourth << 24)).AsByte(), to);
            }
            if (input == inputs) continue;
            // What fills the group up meets weights of zero.
            var rest = Vector256<int>.Zero;
            for (int bits = 0; input < inputs; input++, bits += 8, from += MatrixKernel.Stride)
                rest |= Whole(from, factor * shrink[input], shift) << bits;
            Vector256.Store(rest.AsByte(), to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Most(float* x, float* shrink, int inputs)
    {
        Vector256<float> most = Vector256<float>.Zero, other = most;
        int input = 0;
        for (; input + 2 <= inputs; input += 2, x += 2 * MatrixKernel.Stride)
        {
            most = Vector256.Max(most, Vector256.Abs(Vector256.Load(x) * shrink[input]));
            other = Vector256.Max(other, Vector256.Abs(Vector256.Load(x + MatrixKernel.Stride) * shrink[input + 1]));
        }
        if (input < inputs) most = Vector256.Max(most, Vector256.Abs(Vector256.Load(x) * shrink[input]));
        return Vector256.Max(most, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Whole(float* from, Vector256<float> factor, Vector256<int> shift) =>
        Avx.ConvertToVector256Int32(Vector256.Load(from) * factor) + shift;
}
