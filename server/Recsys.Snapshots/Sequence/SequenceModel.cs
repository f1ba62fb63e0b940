using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Sequence;

namespace Recsys.Snapshots.Sequence;

/// <summary>
/// The sequential model as it serves: kernels of our own on the module's weights, once made-up sequences have the
/// vectors that TorchScript gives them.
/// </summary>
public static class SequenceModel
{
    /// <summary>Most that a number of a vector may differ between the two.</summary>
    public const float ParityLimit = 1e-3f;

    private const int ParitySeed = 1;

    /// <summary>Loads <c>sequence.pt</c>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or its module computes something else.</exception>
    public static FusedSequence Load(string path)
    {
        using var module = TorchModule.Load(path);
        var fused = new FusedSequence(module);
        float difference = Parity(module, fused);
        return difference <= ParityLimit
            ? fused
            : throw new InvalidDataException(
                $"{Path.GetFileName(path)} computes something else than the sequential model: parity {difference}.");
    }

    /// <summary>The greatest difference over made-up sequences of all lengths.</summary>
    internal static float Parity(TorchModule module, FusedSequence fused)
    {
        var random = new Random(ParitySeed);
        var (expected, actual) = (new float[fused.Dimension], new float[fused.Dimension]);
        float greatest = 0;
        foreach (int length in (int[])[1, 2, 7, 31, SequenceModule.Length])
        {
            var products = new int[length];
            foreach (ref int product in products.AsSpan()) product = random.Next(fused.Products);
            fused.Encode(products, actual);
            var positions = new long[length];
            var order = new float[length * length];
            for (int i = 0; i < length; i++)
            {
                positions[i] = SequenceModule.Length - length + i;
                order.AsSpan((i * length) + i + 1, length - i - 1).Fill(-1e9f);
            }
            module.Forward("forward",
            [
                TorchInput.FromInt64(Array.ConvertAll(products, product => (long)product), 1, length),
                TorchInput.FromInt64(positions, length), TorchInput.FromFloats(order, length, length),
            ], expected);
            for (int i = 0; i < expected.Length; i++)
            {
                float difference = Math.Abs(expected[i] - actual[i]);
                greatest = float.IsFinite(difference) ? Math.Max(greatest, difference) : float.PositiveInfinity;
            }
        }
        return greatest;
    }
}
