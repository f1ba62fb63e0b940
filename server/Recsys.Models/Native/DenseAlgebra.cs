using System.Runtime.CompilerServices;
using Recsys.Native;

namespace Recsys.Models;

/// <summary>Algebra on dense row-major float32 matrices, through BLAS on <see cref="NativeRuntime.ComputeThreads"/>
/// threads.</summary>
public static class DenseAlgebra
{
    /// <summary>c = a·b.</summary>
    /// <param name="a">[m, k]</param>
    /// <param name="b">[k, n]</param>
    /// <param name="c">[m, n], overwritten; apart from the others.</param>
    /// <param name="m">Rows of a and c, above 0.</param>
    /// <param name="n">Columns of b and c, above 0.</param>
    /// <param name="k">Columns of a, rows of b, above 0.</param>
    /// <exception cref="ArgumentException">A span has another length than its shape says.</exception>
    public static unsafe void MatMul(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
    {
        RequireShape(a.Length, m, k);
        RequireShape(b.Length, k, n);
        RequireShape(c.Length, m, n);
        if (c.Overlaps(a) || c.Overlaps(b))
            throw new ArgumentException("The result may not overlap an operand.", nameof(c));
        fixed (float* left = a, right = b, result = c)
            NativeCall.ThrowIfFailed(DenseAlgebraNative.recsys_dense_multiply(left, right, result, m, n, k));
    }

    /// <summary>gram = xᵀ·x.</summary>
    /// <param name="x">[rows, columns]</param>
    /// <param name="gram">[columns, columns], overwritten with a symmetric matrix.</param>
    /// <param name="rows">Above 0.</param>
    /// <param name="columns">Above 0.</param>
    /// <exception cref="ArgumentException">A span has another length than its shape says.</exception>
    public static unsafe void Gram(ReadOnlySpan<float> x, Span<float> gram, int rows, int columns)
    {
        RequireShape(x.Length, rows, columns);
        RequireShape(gram.Length, columns, columns);
        if (gram.Overlaps(x)) throw new ArgumentException("The result may not overlap the operand.", nameof(gram));
        fixed (float* source = x, result = gram)
            NativeCall.ThrowIfFailed(DenseAlgebraNative.recsys_dense_gram(source, rows, columns, result));
    }

    /// <summary>Replaces a symmetric positive definite matrix by its inverse, by Cholesky decomposition.</summary>
    /// <param name="a">[n, n]; only its lower triangle is read.</param>
    /// <param name="n">Rows and columns, above 0.</param>
    /// <exception cref="ArgumentException">The span has another length than n·n.</exception>
    /// <exception cref="NativeException">The matrix is not positive definite; its values are lost.</exception>
    public static unsafe void SpdInverse(Span<float> a, int n)
    {
        RequireShape(a.Length, n, n);
        fixed (float* matrix = a)
            NativeCall.ThrowIfFailed(DenseAlgebraNative.recsys_dense_spd_inverse(matrix, n));
    }

    private static void RequireShape(
        int length, int rows, int columns,
        [CallerArgumentExpression(nameof(rows))] string rowsName = "",
        [CallerArgumentExpression(nameof(columns))] string columnsName = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1, rowsName);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1, columnsName);
        if (length != (long)rows * columns)
            throw new ArgumentException(
                $"A [{rows}, {columns}] matrix needs {(long)rows * columns} values, not {length}.");
    }
}
