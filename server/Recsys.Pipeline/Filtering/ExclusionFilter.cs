namespace Recsys.Pipeline.Filtering;

/// <summary>
/// Removes the products that the request excludes by id, and the product that similar ones are wanted for.
/// </summary>
public sealed class ExclusionFilter : ICandidateFilter
{
    /// <inheritdoc/>
    public string Name => "excluded";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        var excluded = context.Request.ExcludedRows;
        int anchor = context.Request.AnchorRow;
        if (excluded.Count == 0 && anchor < 0) return;
        for (int i = 0; i < rows.Length; i++)
            if (fates[i] == CandidateFate.Kept && (rows[i] == anchor || excluded.Contains(rows[i])))
                fates[i] = CandidateFate.Excluded;
    }
}
