using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Ordering;

/// <summary>
/// How alike two products are, in [0, 1]: the cosine of their content embeddings (below 0 counts as 0) where both have
/// one of the same length, else the Jaccard overlap of their categories.
/// </summary>
internal static class ProductSimilarity
{
    public static double Of(Product a, Product b)
    {
        int dimension = a.ContentEmbedding.Count;
        return dimension > 0 && dimension == b.ContentEmbedding.Count
            // A row's embedding is an array (ProductRow.From).
            ? Cosine((float[])a.ContentEmbedding, (float[])b.ContentEmbedding)
            : Jaccard(a.Categories, b.Categories);
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, squaresA = 0, squaresB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            squaresA += (double)a[i] * a[i];
            squaresB += (double)b[i] * b[i];
        }
        double length = Math.Sqrt(squaresA * squaresB);
        return length > 0 ? Math.Clamp(dot / length, 0, 1) : 0;
    }

    private static double Jaccard(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        int shared = 0;
        for (int i = 0; i < a.Count; i++)
            for (int j = 0; j < b.Count; j++)
                if (string.Equals(a[i], b[j], StringComparison.Ordinal))
                {
                    shared++;
                    break;
                }
        int all = a.Count + b.Count - shared;
        return all > 0 ? (double)shared / all : 0;
    }
}
