namespace Recsys.VectorIndex;

/// <summary>
/// Computes inner products of a query with coded vectors, as near as bytes come to them. Reusable; one thread at a
/// time.
/// </summary>
/// <param name="vectors">The vectors.</param>
public sealed class CodedProducts(CodedVectors vectors)
{
    private readonly CodedQuery _query = new();

    /// <summary>Computes.</summary>
    /// <param name="query">Finite numbers, as many as a vector has.</param>
    /// <param name="products">Filled with a number for each vector: its inner product with the query but for rounding,
    /// and for a factor above 0 that is the same for all.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public void Compute(ReadOnlySpan<float> query, Span<float> products)
    {
        if (query.Length != vectors.Dimension)
            throw new ArgumentException($"A query has {vectors.Dimension} numbers.", nameof(query));
        if (products.Length != vectors.Count)
            throw new ArgumentException($"There are {vectors.Count} products.", nameof(products));
        _query.Load(query);
        CodeScan.Fill(CodeScan.Fastest, vectors.List, _query, products);
    }
}
