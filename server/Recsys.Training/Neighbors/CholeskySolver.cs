using System.Numerics.Tensors;

namespace Recsys.Training.Neighbors;

/// <summary>Solves small symmetric positive definite systems by Cholesky decomposition, in place.</summary>
internal static class CholeskySolver
{
    /// <summary>Solves a·x = b.</summary>
    /// <param name="a">Row-major; its lower triangle is read and replaced by its factor.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="b">b, replaced by x; as long as a has rows.</param>
    public static void Solve(Span<float> a, int stride, Span<float> b)
    {
        int n = b.Length;
        for (int i = 0; i < n; i++)
        {
            var row = a.Slice(i * stride, i + 1);
            for (int j = 0; j < i; j++)
            {
                var other = a.Slice(j * stride, j + 1);
                row[j] = (row[j] - TensorPrimitives.Dot<float>(row[..j], other[..j])) / other[j];
            }
            row[i] = MathF.Sqrt(row[i] - TensorPrimitives.Dot<float>(row[..i], row[..i]));
            b[i] = (b[i] - TensorPrimitives.Dot<float>(row[..i], b[..i])) / row[i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            var row = a.Slice(i * stride, i + 1);
            b[i] /= row[i];
            TensorPrimitives.MultiplyAdd(row[..i], -b[i], b[..i], b[..i]);
        }
    }
}
