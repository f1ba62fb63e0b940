using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recsys.Models.Fused;

/// <summary>
/// A linear layer for one vector at a time: y = W·x + b. Weights are kept by input, so that each input's part of many
/// outputs is one run of memory, and outputs are padded to whole vectors.
/// </summary>
internal sealed class DenseLayer
{
    private const int Lanes = 16;
    private const int Block = 4 * Lanes;

    private readonly float[] _weights;
    private readonly float[] _bias;

    /// <summary>Takes the weights over.</summary>
    /// <param name="weight">[outputs, inputs], row-major, as <c>torch.linear</c> has them.</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="outputs">Outputs, 1 or more.</param>
    public DenseLayer(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs)
    {
        (Inputs, Outputs) = (weight.Length / outputs, outputs);
        Padded = (outputs + Lanes - 1) / Lanes * Lanes;
        _weights = new float[Inputs * Padded];
        for (int o = 0; o < outputs; o++)
            for (int i = 0; i < Inputs; i++) _weights[(i * Padded) + o] = weight[(o * Inputs) + i];
        _bias = new float[Padded];
        bias.CopyTo(_bias);
    }

    /// <summary>Numbers it takes.</summary>
    public int Inputs { get; }

    /// <summary>Numbers it gives.</summary>
    public int Outputs { get; }

    /// <summary>Room it writes to: the outputs, then zeros up to a whole number of vectors.</summary>
    public int Padded { get; }

    /// <summary>Computes the outputs.</summary>
    /// <param name="input"><see cref="Inputs"/> numbers.</param>
    /// <param name="output"><see cref="Padded"/> numbers.</param>
    /// <param name="path">The instructions.</param>
    public void Apply(ReadOnlySpan<float> input, Span<float> output, KernelPath path)
    {
        if (input.Length != Inputs) throw new ArgumentException($"The layer takes {Inputs} numbers.", nameof(input));
        output = output[..Padded];
        switch (path)
        {
            case KernelPath.Vector512:
                Apply512(input, output);
                return;
            case KernelPath.Vector256:
                Apply256(input, output);
                return;
            default:
                ApplyPortable(input, output);
                return;
        }
    }

    private void Apply512(ReadOnlySpan<float> input, Span<float> output)
    {
        ref float weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref float bias = ref MemoryMarshal.GetArrayDataReference(_bias);
        ref float to = ref MemoryMarshal.GetReference(output);
        int o = 0;
        for (; o + Block <= Padded; o += Block)
        {
            var a = Vector512.LoadUnsafe(ref bias, (nuint)o);
            var b = Vector512.LoadUnsafe(ref bias, (nuint)(o + Lanes));
            var c = Vector512.LoadUnsafe(ref bias, (nuint)(o + (2 * Lanes)));
            var d = Vector512.LoadUnsafe(ref bias, (nuint)(o + (3 * Lanes)));
            ref float from = ref Unsafe.Add(ref weights, o);
            for (int i = 0; i < input.Length; i++)
            {
                var x = Vector512.Create(input[i]);
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from), x, a);
                b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, Lanes), x, b);
                c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, 2 * Lanes), x, c);
                d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, 3 * Lanes), x, d);
                from = ref Unsafe.Add(ref from, Padded);
            }
            a.StoreUnsafe(ref to, (nuint)o);
            b.StoreUnsafe(ref to, (nuint)(o + Lanes));
            c.StoreUnsafe(ref to, (nuint)(o + (2 * Lanes)));
            d.StoreUnsafe(ref to, (nuint)(o + (3 * Lanes)));
        }
        for (; o < Padded; o += Lanes)
        {
            var a = Vector512.LoadUnsafe(ref bias, (nuint)o);
            ref float from = ref Unsafe.Add(ref weights, o);
            for (int i = 0; i < input.Length; i++)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from), Vector512.Create(input[i]), a);
                from = ref Unsafe.Add(ref from, Padded);
            }
            a.StoreUnsafe(ref to, (nuint)o);
        }
    }

    private void Apply256(ReadOnlySpan<float> input, Span<float> output)
    {
        const int Half = Lanes / 2;
        ref float weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref float bias = ref MemoryMarshal.GetArrayDataReference(_bias);
        ref float to = ref MemoryMarshal.GetReference(output);
        for (int o = 0; o < Padded; o += Lanes)
        {
            var a = Vector256.LoadUnsafe(ref bias, (nuint)o);
            var b = Vector256.LoadUnsafe(ref bias, (nuint)(o + Half));
            ref float from = ref Unsafe.Add(ref weights, o);
            for (int i = 0; i < input.Length; i++)
            {
                var x = Vector256.Create(input[i]);
                a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref from), x, a);
                b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref from, Half), x, b);
                from = ref Unsafe.Add(ref from, Padded);
            }
            a.StoreUnsafe(ref to, (nuint)o);
            b.StoreUnsafe(ref to, (nuint)(o + Half));
        }
    }

    private void ApplyPortable(ReadOnlySpan<float> input, Span<float> output)
    {
        _bias.CopyTo(output);
        for (int i = 0; i < input.Length; i++)
        {
            var weights = _weights.AsSpan(i * Padded, Padded);
            for (int o = 0; o < weights.Length; o++) output[o] += weights[o] * input[i];
        }
    }
}
