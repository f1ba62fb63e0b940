using Recsys.Models;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Neighbors;

/// <summary>
/// The space of the k smoothest signals on a <see cref="NormalizedPairs"/> graph: an orthonormal basis Q [items, k] of
/// its largest right singular vectors, by randomised subspace iteration (Halko et al., 2011). QQᵀ is the ideal low-pass
/// filter; which basis of the space it is does not matter to that.
/// </summary>
internal static class LowPass
{
    private const int Iterations = 8;
    private const int StepRows = 512;

    // A direction whose length is lost in rounding is left out: the data has fewer dimensions than were asked for.
    private const double LeastLength = 1e-6;

    /// <summary>Finds the basis.</summary>
    /// <param name="pairs">The graph.</param>
    /// <param name="k">Dimensions, at least 1; where the data has fewer, the last columns are 0.</param>
    /// <param name="seed">Seed of the first guess.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>[items, k], row-major.</returns>
    public static float[] Basis(NormalizedPairs pairs, int k, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var basis = new float[pairs.ItemCount * k];
        for (int i = 0; i < basis.Length; i++) basis[i] = (float)(random.NextDouble() - 0.5);
        var users = new float[pairs.UserCount * k];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            BlockWork.Run(pairs.UserCount, StepRows, (from, to) => pairs.ToUsers(basis, users, k, from, to));
            BlockWork.Run(pairs.ItemCount, StepRows, (from, to) => pairs.ToItems(users, basis, k, from, to));
            basis = Orthonormal(basis, pairs.ItemCount, k);
        }
        // Once more: what rounding left of the first time.
        return Orthonormal(basis, pairs.ItemCount, k);
    }

    /// <summary>Orthonormal columns of the same space, by the Cholesky factor of their Gram matrix.</summary>
    internal static float[] Orthonormal(float[] columns, int rows, int k)
    {
        var gram = new float[k * k];
        DenseAlgebra.Gram(columns, gram, rows, k);
        var result = new float[columns.Length];
        DenseAlgebra.MatMul(columns, InverseFactor(gram, k), result, rows, k, k);
        return result;
    }

    // R⁻¹ [k, k] with RᵀR = gram, R upper triangular; columns that add no direction become 0.
    private static float[] InverseFactor(float[] gram, int k)
    {
        var lower = new double[k * k];
        var kept = new bool[k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < i; j++)
                if (kept[j])
                    lower[(i * k) + j] = (gram[(i * k) + j] - Dot(lower, i * k, j * k, j)) / lower[(j * k) + j];
            double left = gram[(i * k) + i] - Dot(lower, i * k, i * k, i);
            kept[i] = left > LeastLength * gram[(i * k) + i] && left > float.Epsilon;
            lower[(i * k) + i] = kept[i] ? Math.Sqrt(left) : 1;
        }
        // The inverse of the lower factor by rows of its transpose: column j of R⁻¹ solves R x = e_j.
        var inverse = new float[k * k];
        var x = new double[k];
        for (int j = 0; j < k; j++)
        {
            if (!kept[j]) continue;
            Array.Clear(x);
            for (int i = j; i >= 0; i--)
            {
                if (!kept[i]) continue;
                double sum = i == j ? 1 : 0;
                for (int t = i + 1; t <= j; t++) sum -= lower[(t * k) + i] * x[t];
                x[i] = sum / lower[(i * k) + i];
                inverse[(i * k) + j] = (float)x[i];
            }
        }
        return inverse;
    }

    private static double Dot(double[] values, int a, int b, int length)
    {
        double sum = 0;
        for (int i = 0; i < length; i++) sum += values[a + i] * values[b + i];
        return sum;
    }
}
