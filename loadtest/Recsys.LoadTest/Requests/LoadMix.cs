namespace Recsys.LoadTest.Requests;

/// <summary>How often each call comes, as weights of any sum.</summary>
/// <param name="Recommend">Weight of RecommendForUser, 0 or more.</param>
/// <param name="Similar">Weight of SimilarProducts, 0 or more.</param>
/// <param name="Ingest">Weight of batches of interactions, 0 or more.</param>
public sealed record LoadMix(double Recommend = 1, double Similar = 0, double Ingest = 0)
{
    /// <summary>RecommendForUser alone.</summary>
    public static LoadMix RecommendOnly { get; } = new();

    /// <summary>The call at a point of the weights laid end to end.</summary>
    /// <param name="point">The point in [0, 1).</param>
    public LoadMethod At(double point)
    {
        double weight = point * (Recommend + Similar + Ingest);
        if (weight < Recommend) return LoadMethod.RecommendForUser;
        return weight < Recommend + Similar ? LoadMethod.SimilarProducts : LoadMethod.IngestInteractions;
    }

    /// <summary>Refuses weights out of bounds.</summary>
    /// <exception cref="ArgumentException">A weight is negative or none is above 0.</exception>
    public void Check()
    {
        double[] weights = [Recommend, Similar, Ingest];
        if (weights.Any(weight => weight is not (>= 0 and <= 1e6)) || weights.Sum() <= 0)
            throw new ArgumentException("The mix is weights of 0 to 1000000, at least one of them above 0.");
    }
}
