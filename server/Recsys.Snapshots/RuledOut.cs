using Recsys.Pipeline;

namespace Recsys.Snapshots;

/// <summary>
/// What a source need not bring because a filter would take it away at once: excluded products, and bought ones where
/// those are not wanted. Left to the filters alone, a customer who bought half of the shop would get half-empty
/// answers.
/// </summary>
internal static class RuledOut
{
    public static bool Is(RecommendationContext context, int row) =>
        row == context.Request.AnchorRow
        || (context.Request.ExcludePurchased && context.User.PurchasedRows.Contains(row))
        || context.Request.ExcludedRows.Contains(row);
}
