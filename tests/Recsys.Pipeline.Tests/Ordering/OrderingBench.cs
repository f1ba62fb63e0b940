using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Ordering;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Ordering;

/// <summary>Orders scored candidates of a made-up catalogue and gives the product rows on the page.</summary>
internal static class OrderingBench
{
    public static int[] Page(
        IReadOnlyList<(int Row, float Score)> candidates, int pageSize,
        Func<RecommendationRequest, RecommendationRequest> shape, Func<Product, Product>? product = null)
    {
        var products = new ProductColumns();
        int rows = candidates.Count == 0 ? 0 : candidates.Max(candidate => candidate.Row) + 1;
        for (int row = 0; row < rows; row++)
        {
            var plain = new Product { Id = $"p{row}", Price = row };
            products.Upsert(product is null ? plain : product(plain));
        }
        return Page(products, candidates, pageSize, shape);
    }

    public static int[] Page(
        ProductColumns products, IReadOnlyList<(int Row, float Score)> candidates, int pageSize,
        Func<RecommendationRequest, RecommendationRequest> shape)
    {
        using var batch = new CandidateBatch(Math.Max(candidates.Count, 1));
        foreach (var (row, score) in candidates)
        {
            batch.Add(row, 0, 1);
            batch.Scores[batch.Count - 1] = score;
        }
        int[] chosen = new int[pageSize];
        int count = PageOrdering.Instance.Order(Contexts.Of(products, shape(Shop.Request())), batch, chosen);
        int[] page = new int[count];
        for (int i = 0; i < count; i++) page[i] = batch.Rows[chosen[i]];
        return page;
    }
}
