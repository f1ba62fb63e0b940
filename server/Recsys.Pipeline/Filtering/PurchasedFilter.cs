namespace Recsys.Pipeline.Filtering;

/// <summary>
/// Removes what the customer ever bought, unless the request wants it
/// (<see cref="RecommendationRequest.ExcludePurchased"/>).
/// </summary>
public sealed class PurchasedFilter : ICandidateFilter
{
    /// <inheritdoc/>
    public string Name => "already_purchased";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        var purchased = context.User.PurchasedRows;
        if (!context.Request.ExcludePurchased || purchased.Count == 0) return;
        for (int i = 0; i < rows.Length; i++)
            if (fates[i] == CandidateFate.Kept && purchased.Contains(rows[i]))
                fates[i] = CandidateFate.AlreadyPurchased;
    }
}
