namespace Recsys.VectorIndex;

/// <summary>
/// Vectors as one byte a number, to find which inner products with a query are among the largest: a quarter of the
/// memory that whole vectors would have to be read from. Immutable; thread-safe.
/// </summary>
public sealed class CodedVectors
{
    /// <summary>Codes vectors.</summary>
    /// <param name="vectors">Finite vectors, one after another.</param>
    /// <param name="dimension">Numbers of each, above 0.</param>
    /// <exception cref="ArgumentException">The vectors are not whole.</exception>
    public CodedVectors(ReadOnlySpan<float> vectors, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (vectors.Length % dimension != 0)
            throw new ArgumentException("A vector is not whole.", nameof(vectors));
        List = new CodedList(vectors, dimension);
    }

    /// <summary>Vectors.</summary>
    public int Count => List.Count;

    /// <summary>Numbers of a vector.</summary>
    public int Dimension => List.Dimension;

    internal CodedList List { get; }
}
