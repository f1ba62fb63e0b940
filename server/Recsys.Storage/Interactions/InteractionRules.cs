using Recsys.Pipeline.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.Interactions;

/// <summary>What an interaction must be before it is journalled; products are checked by the writer.</summary>
internal static class InteractionRules
{
    /// <summary>The reason to reject it, or null.</summary>
    public static string? Violation(Interaction item)
    {
        if (!TextRules.IsId(item.Id)) return RejectionReasons.InvalidId;
        if (item.CustomerId.Length == 0 && item.SessionId.Length == 0) return RejectionReasons.CustomerOrSessionMissing;
        if (item.CustomerId.Length > 0 && !TextRules.IsId(item.CustomerId)) return RejectionReasons.InvalidCustomerId;
        if (item.SessionId.Length > 0 && !TextRules.IsId(item.SessionId)) return RejectionReasons.InvalidSessionId;
        if (!TextRules.IsId(item.ProductId)) return RejectionReasons.InvalidProductId;
        if (item.Type is < InteractionType.View or > InteractionType.Rating) return RejectionReasons.InvalidType;
        if (item.TimeMs is <= 0 or > StorageLimits.LatestTimeMs) return RejectionReasons.InvalidTime;
        if (!float.IsFinite(item.Value)) return RejectionReasons.InvalidValue;
        if (!float.IsFinite(item.Price) || item.Price < 0) return RejectionReasons.InvalidPrice;
        if (item.Quantity < 0) return RejectionReasons.InvalidQuantity;
        if (item.DwellMs < 0) return RejectionReasons.InvalidDwell;
        if (!TextRules.IsCountry(item.Country)) return RejectionReasons.InvalidCountry;
        return item.AttributionToken.Length <= StorageLimits.AttributionTokenLength
            && TextRules.IsPlain(item.AttributionToken, allowLines: false)
            ? null
            : RejectionReasons.InvalidAttributionToken;
    }
}
