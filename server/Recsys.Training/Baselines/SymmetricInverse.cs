using System.Numerics;
using System.Runtime.InteropServices;

namespace Recsys.Training.Baselines;

/// <summary>Inverts a symmetric positive definite matrix in place: blocked Gauss–Jordan, which needs no pivoting there.</summary>
internal static class SymmetricInverse
{
    private const int Block = 64;

    public static void Invert(float[][] matrix)
    {
        int n = matrix.Length;
        var pivot = new float[Block][];
        for (int i = 0; i < Block; i++) pivot[i] = new float[n];
        for (int from = 0; from < n; from += Block)
        {
            int size = Math.Min(Block, n - from);
            for (int i = 0; i < size; i++) matrix[from + i].CopyTo(pivot[i], 0);
            var inverse = InvertDiagonal(pivot, from, size);
            // The pivot rows become D⁻¹ R, with D⁻¹ itself in the pivot columns.
            for (int i = 0; i < size; i++)
            {
                var row = matrix[from + i];
                Array.Clear(row);
                AddCombination(row, inverse[i].AsSpan(0, size), pivot);
                inverse[i].AsSpan(0, size).CopyTo(row.AsSpan(from));
            }
            // Every other row loses its pivot columns times the new pivot rows.
            var factors = new float[size];
            for (int other = 0; other < n; other++)
            {
                if (other >= from && other < from + size) continue;
                var row = matrix[other];
                for (int i = 0; i < size; i++)
                {
                    factors[i] = -row[from + i];
                    row[from + i] = 0;
                }
                AddCombination(row, factors, matrix.AsSpan(from, size));
            }
        }
    }

    private static float[][] InvertDiagonal(float[][] rows, int from, int size)
    {
        // The small block is inverted in double precision: its rounding would spread over everything else.
        var work = new double[size, size];
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++) work[i, j] = rows[i][from + j];
        for (int k = 0; k < size; k++)
        {
            double d = work[k, k];
            if (!(d > 0)) throw new ArithmeticException("The matrix is not positive definite.");
            work[k, k] = 1;
            for (int j = 0; j < size; j++) work[k, j] /= d;
            for (int i = 0; i < size; i++)
            {
                if (i == k) continue;
                double factor = work[i, k];
                work[i, k] = 0;
                for (int j = 0; j < size; j++) work[i, j] -= factor * work[k, j];
            }
        }
        var inverse = new float[size][];
        for (int i = 0; i < size; i++)
        {
            inverse[i] = new float[size];
            for (int j = 0; j < size; j++) inverse[i][j] = (float)work[i, j];
        }
        return inverse;
    }

    /// <summary>target += Σ factors[i] × rows[i], four vectors of columns at a time so that sums stay in registers.</summary>
    private static void AddCombination(Span<float> target, ReadOnlySpan<float> factors, ReadOnlySpan<float[]> rows)
    {
        int width = Vector<float>.Count, column = 0;
        for (; column + 4 * width <= target.Length; column += 4 * width)
        {
            var at = target[column..];
            var s0 = new Vector<float>(at);
            var s1 = new Vector<float>(at[width..]);
            var s2 = new Vector<float>(at[(2 * width)..]);
            var s3 = new Vector<float>(at[(3 * width)..]);
            for (int i = 0; i < factors.Length; i++)
            {
                var factor = new Vector<float>(factors[i]);
                ref float source = ref MemoryMarshal.GetArrayDataReference(rows[i]);
                s0 += factor * Vector.LoadUnsafe(ref source, (nuint)column);
                s1 += factor * Vector.LoadUnsafe(ref source, (nuint)(column + width));
                s2 += factor * Vector.LoadUnsafe(ref source, (nuint)(column + 2 * width));
                s3 += factor * Vector.LoadUnsafe(ref source, (nuint)(column + 3 * width));
            }
            s0.CopyTo(at);
            s1.CopyTo(at[width..]);
            s2.CopyTo(at[(2 * width)..]);
            s3.CopyTo(at[(3 * width)..]);
        }
        for (; column < target.Length; column++)
            for (int i = 0; i < factors.Length; i++) target[column] += factors[i] * rows[i][column];
    }
}
