using System.Numerics.Tensors;

namespace Recsys.Snapshots.Als;

/// <summary>
/// Solves for one vector w of implicit alternating least squares (Hu et al., 2008; Rendle et al., 2021): the least Σ cᵢ
/// (w·hᵢ − 1)² over what was met + α₀ Σ (w·h)² over all + r |w|². Vectors h stand in the basis in which the Gram matrix
/// of all is diagonal, so that with D = α₀·spectrum + r and A = C^½ H D^-½ both sides of w = D^-½ (AᵀA + I)⁻¹ Aᵀc^½ =
/// D^-½ Aᵀ (AAᵀ + I)⁻¹ c^½ are at hand: the smaller system is solved, of as many unknowns as were met or as a vector
/// has numbers. Reusable; not thread-safe.
/// </summary>
/// <param name="dimension">Numbers of a vector, a multiple of <see cref="RowProducts.Step"/>.</param>
public sealed class FactorSolver(int dimension)
{
    // Of what many met as much at a time.
    private const int BlockRows = 256;

    private readonly float[] _scales = new float[dimension];
    private readonly float[] _roots = new float[Math.Max(dimension, BlockRows)];
    private readonly float[] _block = new float[Math.Max(dimension, BlockRows) * dimension];
    private readonly float[] _turned = new float[dimension * BlockRows];
    private readonly float[] _system = new float[dimension * dimension];
    private readonly float[] _solution = new float[dimension];

    /// <summary>Solves.</summary>
    /// <param name="vectors">Vectors, one after another.</param>
    /// <param name="met">Which were met.</param>
    /// <param name="weights">c, above 0, of each of them; empty for 1.</param>
    /// <param name="spectrum">Diagonal of the Gram matrix of all vectors.</param>
    /// <param name="alpha">α₀, not below 0.</param>
    /// <param name="regularization">r, above 0.</param>
    /// <param name="result">Filled with w, in the basis of the vectors; 0 where nothing was met.</param>
    public void Solve(
        ReadOnlySpan<float> vectors, ReadOnlySpan<int> met, ReadOnlySpan<float> weights, ReadOnlySpan<float> spectrum,
        float alpha, float regularization, Span<float> result)
    {
        result.Clear();
        if (met.IsEmpty) return;
        for (int k = 0; k < dimension; k++)
            _scales[k] = 1 / MathF.Sqrt((alpha * Math.Max(0, spectrum[k])) + regularization);
        if (met.Length <= dimension) SolveByMet(vectors, met, weights, result);
        else SolveByNumbers(vectors, met, weights, result);
        TensorPrimitives.Multiply(result, _scales, result);
    }

    private void SolveByMet(
        ReadOnlySpan<float> vectors, ReadOnlySpan<int> met, ReadOnlySpan<float> weights, Span<float> result)
    {
        int n = met.Length;
        Gather(vectors, met, weights);
        var system = Identity(n);
        RowProducts.AddLower(_block, dimension, dimension, ..n, ..n, 1, system, n);
        var dual = _roots.AsSpan(0, n);
        Cholesky.Solve(system, n, dual);
        for (int i = 0; i < n; i++)
            TensorPrimitives.MultiplyAdd(_block.AsSpan(i * dimension, dimension), dual[i], result, result);
    }

    private void SolveByNumbers(
        ReadOnlySpan<float> vectors, ReadOnlySpan<int> met, ReadOnlySpan<float> weights, Span<float> result)
    {
        var system = Identity(dimension);
        _solution.AsSpan().Clear();
        for (int from = 0; from < met.Length; from += BlockRows)
        {
            int n = Math.Min(BlockRows, met.Length - from);
            Gather(vectors, met.Slice(from, n), weights.IsEmpty ? weights : weights.Slice(from, n));
            for (int i = 0; i < n; i++)
                TensorPrimitives.MultiplyAdd(
                    _block.AsSpan(i * dimension, dimension), _roots[i], _solution, _solution);
            int width = Turn(n);
            RowProducts.AddLower(_turned, BlockRows, width, ..dimension, ..dimension, 1, system, dimension);
        }
        Cholesky.Solve(system, dimension, _solution);
        _solution.CopyTo(result);
    }

    // A, and the roots of the weights.
    private void Gather(ReadOnlySpan<float> vectors, ReadOnlySpan<int> met, ReadOnlySpan<float> weights)
    {
        for (int i = 0; i < met.Length; i++)
        {
            var row = _block.AsSpan(i * dimension, dimension);
            TensorPrimitives.Multiply(vectors.Slice(met[i] * dimension, dimension), _scales, row);
            _roots[i] = weights.IsEmpty ? 1 : MathF.Sqrt(weights[i]);
            if (_roots[i] != 1) TensorPrimitives.Multiply(row, _roots[i], row);
        }
    }

    // Aᵀ, filled up with columns of 0.
    private int Turn(int n)
    {
        int width = RowProducts.Padded(n);
        for (int k = 0; k < dimension; k++)
        {
            var row = _turned.AsSpan(k * BlockRows, width);
            for (int i = 0; i < n; i++) row[i] = _block[(i * dimension) + k];
            row[n..].Clear();
        }
        return width;
    }

    private Span<float> Identity(int n)
    {
        var system = _system.AsSpan(0, n * n);
        system.Clear();
        for (int i = 0; i < n; i++) system[i * (n + 1)] = 1;
        return system;
    }
}
