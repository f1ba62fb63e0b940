namespace Recsys.VectorIndex;

/// <summary>How an inverted-file index is built.</summary>
public sealed record IvfOptions
{
    /// <summary>
    /// Inverted lists, 1 to the number of vectors; 0 takes about 4·√n, but leaves at least 39 vectors a list, below
    /// which k-means has too little to go by.
    /// </summary>
    public int Lists { get; init; }

    /// <summary>Rounds of k-means, above 0.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>Seed of k-means; the same seed, vectors and machine give the same lists.</summary>
    public int Seed { get; init; } = 1234;

    internal int ListsFor(int vectors) =>
        Lists != 0 ? Lists : Math.Clamp((int)(4 * Math.Sqrt(vectors)), 1, Math.Max(1, vectors / 39));
}
