using System.Buffers;

namespace Recsys.Pipeline.Ordering;

/// <summary>
/// Chooses the page as the request asks: the promotion rule, then softmax sampling without replacement, then diversity,
/// then the top K. Sampling is the Gumbel top-k trick (Kool et al. 2019): the K highest of score/T + Gumbel noise are a
/// sample without replacement from softmax(score/T). Temperature 0 is plain top K.
/// </summary>
public sealed class PageOrdering : IOrdering
{
    /// <summary>The only instance; it has no state.</summary>
    public static PageOrdering Instance { get; } = new();

    private PageOrdering()
    {
    }

    /// <inheritdoc/>
    public string Name => "page";

    /// <inheritdoc/>
    public int Reach(RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Noise and promotion can lift any score to the top.
        if (request.Temperature > 0 || request.PromotionThreshold is not null) return int.MaxValue;
        return request.Diversity > 0 ? DiversityRule.Pool(request.PageSize) : request.PageSize;
    }

    /// <inheritdoc/>
    public int Order(RecommendationContext context, CandidateBatch candidates, Span<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(candidates);
        var request = context.Request;
        if (request.PromotionThreshold is { } threshold) Promote(context, candidates, threshold);

        double[] pooled = ArrayPool<double>.Shared.Rent(candidates.Count);
        try
        {
            var keys = pooled.AsSpan(0, candidates.Count);
            FillKeys(context, candidates, keys);
            return request.Diversity > 0
                ? DiversityRule.Choose(context, candidates.Rows, keys, request.Diversity, chosen)
                : TopK.Select(keys, candidates.Rows, chosen);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(pooled);
        }
    }

    private static void Promote(RecommendationContext context, CandidateBatch candidates, float threshold)
    {
        var rows = candidates.Rows;
        var scores = candidates.Scores;
        for (int i = 0; i < rows.Length; i++)
            if (context.Products.At(rows[i]).Promoted)
                scores[i] = PromotionRule.Apply(scores[i], promoted: true, threshold);
    }

    private static void FillKeys(RecommendationContext context, CandidateBatch candidates, Span<double> keys)
    {
        var rows = candidates.Rows;
        var scores = candidates.Scores;
        var (temperature, seed) = (context.Request.Temperature, context.Request.Seed);
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = scores[i];
            if (temperature <= 0) continue;
            ref readonly var product = ref context.Products.At(rows[i]);
            if (product.Exists) keys[i] = scores[i] / (double)temperature + GumbelNoise.At(seed, product.IdHash);
        }
    }
}
