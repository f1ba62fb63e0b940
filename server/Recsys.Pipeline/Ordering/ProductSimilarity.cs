using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Ordering;

/// <summary>
/// How alike two products are, in [0, 1]: the cosine of their content embeddings (below 0 counts as 0) where both have
/// one of the same length, else the Jaccard overlap of their categories.
/// </summary>
internal static class ProductSimilarity
{
    private const int MostCategories = 64;

    public static double Of(ProductRow a, ProductRow b)
    {
        var embeddingA = a.Embedding;
        var embeddingB = b.Embedding;
        if (embeddingA.Length > 0 && embeddingA.Length == embeddingB.Length) return Cosine(embeddingA, embeddingB);
        Span<int> categoriesA = stackalloc int[MostCategories], categoriesB = stackalloc int[MostCategories];
        return Jaccard(
            categoriesA[..a.CategoryNumbers(categoriesA)], categoriesB[..b.CategoryNumbers(categoriesB)]);
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

    private static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int shared = 0;
        foreach (int category in a)
            if (b.Contains(category)) shared++;
        int all = a.Length + b.Length - shared;
        return all > 0 ? (double)shared / all : 0;
    }
}
