using System.Numerics.Tensors;

namespace Recsys.VectorIndex.Tests;

/// <summary>
/// Every vector compared with the query: the truth that indexes are held against. Immutable; searches may run on many
/// threads at once.
/// </summary>
internal sealed class ExactIndex
{
    private readonly float[] _vectors;
    private readonly long[] _ids;

    /// <summary>Copies the vectors.</summary>
    /// <param name="vectors">[n, dimension], row-major.</param>
    /// <param name="dimension">Values of one vector, above 0.</param>
    /// <param name="ids">n ids.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    public ExactIndex(ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<long> ids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        IvfIndex.RequireShape(vectors, dimension, ids);
        _vectors = vectors.ToArray();
        _ids = ids.ToArray();
        Dimension = dimension;
    }

    /// <summary>Vectors in the index.</summary>
    public int Count => _ids.Length;

    /// <summary>Values of one vector.</summary>
    public int Dimension { get; }

    /// <summary>
    /// The vectors with the largest inner products, best first; of equal ones the earlier. A vector whose product is
    /// NaN is never among them.
    /// </summary>
    /// <param name="query">One vector.</param>
    /// <param name="ids">Filled with ids; its length is how many are wanted, above 0.</param>
    /// <param name="scores">Filled with inner products; as long as <paramref name="ids"/>.</param>
    /// <returns>How many were found.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public int Search(ReadOnlySpan<float> query, Span<long> ids, Span<float> scores)
    {
        IvfIndex.RequireQuery(query, Dimension);
        IvfIndex.RequireRoom(ids, scores);
        var best = new TopScores(ids, scores);
        ReadOnlySpan<float> vectors = _vectors;
        for (int row = 0; row < _ids.Length; row++)
            best.Offer(row, TensorPrimitives.Dot(vectors.Slice(row * Dimension, Dimension), query));
        int found = best.Finish();
        for (int i = 0; i < found; i++) ids[i] = _ids[ids[i]];
        return found;
    }
}
