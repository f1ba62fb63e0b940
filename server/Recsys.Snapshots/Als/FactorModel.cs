using Recsys.Pipeline.Features;
using Recsys.Snapshots.ItemToItem;

namespace Recsys.Snapshots.Als;

/// <summary>
/// Products as vectors of implicit alternating least squares (Hu et al., 2008), regularised as Rendle, Krichene, Zhang
/// and Koren (2021) do. A customer's vector is not part of it: it is solved from the history as it is now. Immutable.
/// </summary>
public sealed class FactorModel
{
    /// <summary>
    /// Most products with a vector, those with the most customers: a request compares all of them. Of less known
    /// products too little is known for a vector to say more than what was bought beside them.
    /// </summary>
    public const int MostVectors = 65_536;

    /// <summary>Most numbers of all vectors: a request reads a byte of each.</summary>
    public const int MostNumbers = 1 << 24;

    private readonly float[] _vectors;
    private readonly float[] _spectrum;
    private readonly int[] _rows;

    /// <summary>Makes a model of columns, which are kept, not copied.</summary>
    /// <param name="products">Products of the version.</param>
    /// <param name="rows">Model rows that have a vector, ascending, each once.</param>
    /// <param name="vectors">Their vectors, one after another, in the basis in which their Gram matrix is diagonal.
    /// </param>
    /// <param name="spectrum">The diagonal; as long as a vector, a multiple of 16.</param>
    /// <param name="settings">What it was fitted by, and how it is asked.</param>
    /// <exception cref="ArgumentException">The columns do not fit together.</exception>
    public FactorModel(int products, int[] rows, float[] vectors, float[] spectrum, FactorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(spectrum);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        if (spectrum.Length == 0 || spectrum.Length % RowProducts.Step != 0)
            throw new ArgumentException($"A vector has a multiple of {RowProducts.Step} numbers.", nameof(spectrum));
        if (vectors.Length != (long)rows.Length * spectrum.Length)
            throw new ArgumentException("One vector for each row.", nameof(vectors));
        if (rows.Length > MostVectors || rows.Length > products)
            throw new ArgumentException($"At most {MostVectors} products have vectors.", nameof(rows));
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= products || rows[i] < 0 || i > 0 && rows[i] <= rows[i - 1])
                throw new ArgumentException("Rows are products, ascending.", nameof(rows));
        (Products, _rows, _vectors, _spectrum, Settings) = (products, rows, vectors, spectrum, settings);
    }

    /// <summary>Products of the version.</summary>
    public int Products { get; }

    /// <summary>Products with a vector.</summary>
    public int Count => _rows.Length;

    /// <summary>Numbers of a vector.</summary>
    public int Dimension => _spectrum.Length;

    /// <summary>What it was fitted by, and how it is asked.</summary>
    public FactorSettings Settings { get; }

    /// <summary>Model rows that have a vector, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Their vectors.</summary>
    public ReadOnlySpan<float> Vectors => _vectors;

    /// <summary>The diagonal of the vectors' Gram matrix.</summary>
    public ReadOnlySpan<float> Spectrum => _spectrum;

    /// <summary>Where a model row's vector stands; negative for a row without one.</summary>
    public int PlaceOf(int row) =>
        _rows.Length == Products ? (uint)row < (uint)Products ? row : -1 : _rows.AsSpan().BinarySearch(row);

    /// <summary>Solves for a customer's vector.</summary>
    /// <param name="met">Places of what the customer met.</param>
    /// <param name="weights">What each counts, above 0; the greatest one should be 1.</param>
    /// <param name="solver">Does it; made for this dimension.</param>
    /// <param name="vector">Filled with the vector; 0 where nothing was met.</param>
    public void Solve(ReadOnlySpan<int> met, ReadOnlySpan<float> weights, FactorSolver solver, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(solver);
        float sum = 0;
        foreach (float weight in weights) sum += weight;
        solver.Solve(
            _vectors, met, weights, _spectrum, Settings.Alpha,
            FactorSettings.Regularization(Settings.Lambda, sum, Settings.Alpha, _rows.Length), vector);
    }

    /// <summary>Fills inner products of a customer's vector with those of all places.</summary>
    /// <param name="vector">The customer's vector.</param>
    /// <param name="scores">One for each product with a vector.</param>
    public void Score(ReadOnlySpan<float> vector, Span<float> scores)
    {
        int dimension = Dimension;
        for (int place = 0; place < scores.Length; place++)
            scores[place] = ItemVectors.Dot(_vectors.AsSpan(place * dimension, dimension), vector);
    }
}
