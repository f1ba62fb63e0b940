using System.Text;

namespace Recsys.Pipeline.Ordering;

/// <summary>Chooses the page from the ranked candidates and marks what is on it.</summary>
internal static class OrderingStage
{
    public static RecommendedProduct[] Run(PipelineRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var span = run.Measure(Stage.Order);
        var kept = run.Kept!;
        Span<int> chosen = stackalloc int[PipelineLimits.MaxPageSize];
        chosen = chosen[..run.Request.PageSize];
        int count = kept.Count == 0 ? 0 : Choose(run, kept, chosen);
        var page = new RecommendedProduct[count];
        for (int i = 0; i < count; i++)
        {
            int at = chosen[i];
            int row = kept.Rows[at];
            var product = run.Context.Products[row];
            if (!product.Exists)
                throw new InvalidOperationException("A pipeline needs the in_catalogue filter: a row is unknown.");
            kept.Fates[at] = Filtering.CandidateFate.Returned;
            page[i] = new RecommendedProduct(
                row, Encoding.UTF8.GetString(product.Id), kept.Scores[at], kept.RetrievalScores[at], kept.Sources[at]);
        }
        run.SetCounts(Stage.Order, kept.Count, count);
        return page;
    }

    /// <summary>Lets the ordering choose; one that fails is replaced by the best scores in order, and
    /// reported.</summary>
    private static int Choose(PipelineRun run, CandidateBatch kept, Span<int> chosen)
    {
        var ordering = run.Pipeline.Ordering;
        try
        {
            return ordering.Order(run.Context, kept, chosen);
        }
        catch (Exception error)
        {
            run.Degrade(Stage.Order, ordering.Name, error);
            return BestScores(kept, chosen);
        }
    }

    private static int BestScores(CandidateBatch kept, Span<int> chosen)
    {
        double[] keys = new double[kept.Count];
        for (int i = 0; i < keys.Length; i++) keys[i] = kept.Scores[i];
        return TopK.Select(keys, kept.Rows, chosen);
    }
}
