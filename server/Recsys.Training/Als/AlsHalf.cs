using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Als;

namespace Recsys.Training.Als;

/// <summary>Solves for the vectors of one side while the other's are held (<see cref="AlsFitter"/>).</summary>
/// <param name="settings">α₀ and λ.</param>
/// <param name="dimension">Numbers of a vector.</param>
/// <param name="cancellation">Ends the work by an exception.</param>
internal sealed class AlsHalf(FactorSettings settings, int dimension, CancellationToken cancellation)
{
    private const int StepRows = 16;

    /// <summary>What a row met, by its number.</summary>
    public delegate ReadOnlySpan<int> MetBy(int row);

    /// <summary>What each of that counts; empty where all count 1.</summary>
    public delegate ReadOnlySpan<float> CountsBy(int row);

    /// <summary>Solves.</summary>
    /// <param name="held">Vectors of the side that is held.</param>
    /// <param name="all">How many of them anybody met.</param>
    /// <param name="rows">Rows of the other side.</param>
    /// <param name="solved">Filled with their vectors.</param>
    /// <param name="met">What each met.</param>
    /// <param name="counts">What each of that counts.</param>
    public void Solve(float[] held, int all, int rows, float[] solved, MetBy met, CountsBy counts)
    {
        var spectrum = new float[dimension];
        float[] turned = Turn(held, spectrum);
        using var solvers = new ThreadLocal<FactorSolver>(() => new FactorSolver(dimension));
        BlockWork.Run(rows, StepRows, (from, to) =>
        {
            cancellation.ThrowIfCancellationRequested();
            for (int row = from; row < to; row++)
            {
                var of = met(row);
                float regularization = FactorSettings.Regularization(settings.Lambda, of.Length, settings.Alpha, all);
                solvers.Value!.Solve(
                    turned, of, counts(row), spectrum, settings.Alpha, regularization,
                    solved.AsSpan(row * dimension, dimension));
            }
        });
    }

    /// <summary>Vectors in the basis in which their Gram matrix is diagonal.</summary>
    /// <param name="vectors">Vectors.</param>
    /// <param name="spectrum">Filled with the diagonal.</param>
    public float[] Turn(float[] vectors, float[] spectrum)
    {
        int rows = vectors.Length / dimension;
        var gram = new float[dimension * dimension];
        DenseAlgebra.Gram(vectors, gram, rows, dimension);
        float[] basis = SymmetricEigen.Decompose(gram, dimension, spectrum);
        var turned = new float[vectors.Length];
        DenseAlgebra.MatMul(vectors, basis, turned, rows, dimension, dimension);
        return turned;
    }
}
