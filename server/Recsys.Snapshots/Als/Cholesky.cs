using System.Numerics.Tensors;

namespace Recsys.Snapshots.Als;

/// <summary>Solves symmetric positive definite systems in place, a panel of columns at a time.</summary>
public static class Cholesky
{
    private const int Panel = 2 * RowProducts.Step;

    /// <summary>Solves a·x = b.</summary>
    /// <param name="a">Row-major; its lower triangle is read, and all of it is overwritten.</param>
    /// <param name="stride">Numbers from one row to the next, at least as many as there are rows.</param>
    /// <param name="b">b, replaced by x; as long as a has rows. No finite numbers where a is not positive definite.
    /// </param>
    public static void Solve(Span<float> a, int stride, Span<float> b)
    {
        int n = b.Length;
        for (int from = 0; from < n; from += Panel)
        {
            int to = Math.Min(n, from + Panel);
            // What the columns before it take off the panel; then the panel itself, column by column.
            if (from > 0) RowProducts.AddLower(a, stride, from, from..n, from..to, -1, a, stride);
            for (int i = from; i < n; i++) FactorRow(a, stride, i, from, to);
        }
        for (int i = 0; i < n; i++)
        {
            var row = a.Slice(i * stride, i + 1);
            b[i] = (b[i] - TensorPrimitives.Dot<float>(row[..i], b[..i])) / row[i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            var row = a.Slice(i * stride, i + 1);
            b[i] /= row[i];
            TensorPrimitives.MultiplyAdd(row[..i], -b[i], b[..i], b[..i]);
        }
    }

    private static void FactorRow(Span<float> a, int stride, int i, int from, int to)
    {
        var row = a.Slice(i * stride, Math.Min(i + 1, to));
        for (int j = from; j < row.Length; j++)
        {
            var other = a.Slice(j * stride, j + 1);
            float left = row[j];
            for (int k = from; k < j; k++) left -= row[k] * other[k];
            row[j] = j == i ? MathF.Sqrt(left) : left / other[j];
        }
    }
}
