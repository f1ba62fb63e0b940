using System.Numerics.Tensors;

namespace Recsys.Training.Als;

/// <summary>
/// Eigenvalues and eigenvectors of symmetric matrices of some hundred rows: Householder's reduction to three diagonals,
/// then QL iterations with implicit shifts (Golub and Van Loan, 8.3).
/// </summary>
internal static class SymmetricEigen
{
    private const int MostIterations = 60;
    private const double Precision = 1e-12;

    /// <summary>Decomposes a = V diag(values) Vᵀ.</summary>
    /// <param name="a">[n, n], symmetric.</param>
    /// <param name="n">Rows, above 0.</param>
    /// <param name="values">Filled with n eigenvalues, in no order.</param>
    /// <returns>V [n, n], row-major: eigenvectors in its columns.</returns>
    /// <exception cref="TrainingException">The matrix holds a number that is not finite.</exception>
    public static float[] Decompose(ReadOnlySpan<float> a, int n, Span<float> values)
    {
        var matrix = new double[n * n];
        for (int i = 0; i < matrix.Length; i++) matrix[i] = a[i];
        // Rows of vectors are eigenvectors: rotations touch two rows, which lie in one piece.
        var vectors = new double[n * n];
        for (int i = 0; i < n; i++) vectors[i * (n + 1)] = 1;
        Tridiagonalize(matrix, vectors, n);
        var (diagonal, beside) = (new double[n], new double[n]);
        for (int i = 0; i < n; i++)
        {
            diagonal[i] = matrix[i * (n + 1)];
            beside[i] = i + 1 < n ? matrix[(i * n) + i + 1] : 0;
        }
        Diagonalize(diagonal, beside, vectors, n);
        var columns = new float[n * n];
        for (int i = 0; i < n; i++)
        {
            values[i] = (float)diagonal[i];
            for (int j = 0; j < n; j++) columns[(j * n) + i] = (float)vectors[(i * n) + j];
        }
        return columns;
    }

    // Reflections H = I − 2vvᵀ from both sides, and on the rows of vectors from the left.
    private static void Tridiagonalize(double[] a, double[] vectors, int n)
    {
        var (v, p) = (new double[n], new double[n]);
        for (int k = 0; k + 2 < n; k++)
        {
            Array.Clear(v);
            for (int i = k + 1; i < n; i++) v[i] = a[(i * n) + k];
            double length = TensorPrimitives.Norm<double>(v);
            if (length == 0) continue;
            v[k + 1] += v[k + 1] < 0 ? -length : length;
            double norm = TensorPrimitives.Norm<double>(v);
            TensorPrimitives.Multiply(v, 1 / norm, v);
            for (int i = 0; i < n; i++) p[i] = TensorPrimitives.Dot<double>(a.AsSpan(i * n, n), v);
            double both = TensorPrimitives.Dot<double>(v, p);
            TensorPrimitives.MultiplyAdd(v, -both, p, p);
            for (int i = k; i < n; i++)
            {
                var row = a.AsSpan(i * n, n);
                if (v[i] != 0) TensorPrimitives.MultiplyAdd(p, -2 * v[i], row, row);
                if (p[i] != 0) TensorPrimitives.MultiplyAdd(v, -2 * p[i], row, row);
            }
            // The product of all reflections, transposed: rows k + 1 and on take H from the left.
            Array.Clear(p);
            for (int i = k + 1; i < n; i++)
                TensorPrimitives.MultiplyAdd(vectors.AsSpan(i * n, n), v[i], p, p);
            for (int i = k + 1; i < n; i++)
            {
                var row = vectors.AsSpan(i * n, n);
                TensorPrimitives.MultiplyAdd(p, -2 * v[i], row, row);
            }
        }
    }

    private static void Diagonalize(double[] diagonal, double[] beside, double[] vectors, int n)
    {
        double largest = 0;
        for (int i = 0; i < n; i++) largest = Math.Max(largest, Math.Abs(diagonal[i]) + Math.Abs(beside[i]));
        // Below what rounding to single precision has left of the matrix.
        double small = Precision * largest;
        for (int first = 0; first < n; first++)
        {
            for (int iteration = 0; ; iteration++)
            {
                int last = first;
                while (last + 1 < n && !(Math.Abs(beside[last]) <= small)) last++;
                if (last == first) break;
                if (iteration == MostIterations)
                    throw new TrainingException("A matrix has no eigenvalues: it holds numbers that are not finite.");
                Sweep(diagonal, beside, vectors, n, first, last);
            }
        }
    }

    // One QL step on a block that does not fall apart.
    private static void Sweep(double[] diagonal, double[] beside, double[] vectors, int n, int first, int last)
    {
        double g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double r = double.Hypot(g, 1);
        g = diagonal[last] - diagonal[first] + (beside[first] / (g + Math.CopySign(r, g)));
        double sine = 1, cosine = 1, shift = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * beside[i], b = cosine * beside[i];
            r = double.Hypot(f, g);
            beside[i + 1] = r;
            if (r == 0)
            {
                // The block falls apart here after all.
                diagonal[i + 1] -= shift;
                beside[last] = 0;
                return;
            }
            (sine, cosine) = (f / r, g / r);
            g = diagonal[i + 1] - shift;
            r = ((diagonal[i] - g) * sine) + (2 * cosine * b);
            shift = sine * r;
            diagonal[i + 1] = g + shift;
            g = (cosine * r) - b;
            Rotate(vectors.AsSpan(i * n, n), vectors.AsSpan((i + 1) * n, n), cosine, sine);
        }
        diagonal[first] -= shift;
        beside[first] = g;
        beside[last] = 0;
    }

    private static void Rotate(Span<double> upper, Span<double> lower, double cosine, double sine)
    {
        lower = lower[..upper.Length];
        for (int k = 0; k < upper.Length; k++)
        {
            double f = lower[k];
            lower[k] = (sine * upper[k]) + (cosine * f);
            upper[k] = (cosine * upper[k]) - (sine * f);
        }
    }
}
