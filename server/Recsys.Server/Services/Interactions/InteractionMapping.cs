using Recsys.Pipeline.Interactions;
using Recsys.Server.Services.Recommendations;
using Recsys.Server.Services.Validation;
using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Interactions;

/// <summary>Interactions of the contract to interactions of the store, and what became of them back.</summary>
internal static class InteractionMapping
{
    /// <summary>Reason of an interaction with a wrong field.</summary>
    public const string InvalidField = "INVALID_FIELD";

    private const int MostQuantity = 1_000_000;
    private const int MostDwellMs = 86_400_000;
    private const long DayMs = 86_400_000;

    /// <summary>Checks an interaction and reads it.</summary>
    /// <param name="violations">Takes what is wrong; the interaction is of use only when nothing is.</param>
    /// <param name="from">The interaction.</param>
    /// <param name="nowMs">Its time where it names none.</param>
    public static Interaction Read(Violations violations, V1.Interaction from, long nowMs)
    {
        Check(violations, from);
        long timeMs = from.EventTime is null ? nowMs : violations.Time("event_time", from.EventTime);
        if (timeMs > nowMs + DayMs) violations.Add("event_time", "is more than a day from now; send it in UTC.");
        return new Interaction
        {
            Id = from.Id,
            CustomerId = from.CustomerId,
            SessionId = from.SessionId,
            ProductId = from.ProductId,
            Type = (InteractionType)from.Type,
            TimeMs = timeMs,
            Value = from.Value,
            DwellMs = from.DwellMs,
            Price = (float)from.Price,
            Quantity = from.Quantity,
            Country = from.Country,
            AttributionToken = from.AttributionToken,
        };
    }

    /// <summary>What became of an interaction that the store was given.</summary>
    public static V1.InteractionResult Write(string id, in AppendOutcome outcome) => outcome.Status switch
    {
        AppendStatus.Accepted => new() { InteractionId = id, Outcome = V1.InteractionOutcome.Accepted },
        AppendStatus.Duplicate => new() { InteractionId = id, Outcome = V1.InteractionOutcome.Duplicate },
        _ => outcome.Reason == RejectionReasons.ProductNotFound
            ? Rejected(
                id, V1.ErrorReasons.ProductNotFound, "product_id", "is no product of the catalogue; create it first.")
            : Rejected(id, InvalidField, "", $"The store refused it: {outcome.Reason}."),
    };

    /// <summary>An interaction with something wrong; the first thing found is told.</summary>
    public static V1.InteractionResult Rejected(string id, Violations violations) =>
        Rejected(id, InvalidField, violations.Found[0].Field, violations.Found[0].Description);

    private static V1.InteractionResult Rejected(string id, string reason, string field, string description) => new()
    {
        InteractionId = id,
        Outcome = V1.InteractionOutcome.Rejected,
        Rejection = new V1.InteractionRejection { Reason = reason, Field = field, Description = description },
    };

    private static void Check(Violations violations, V1.Interaction item)
    {
        violations.Id("id", item.Id);
        if (item.CustomerId.Length == 0 && item.SessionId.Length == 0)
            violations.Add("customer_id", "is missing, and so is session_id; give at least one of them.");
        violations.OptionalId("customer_id", item.CustomerId);
        violations.OptionalId("session_id", item.SessionId);
        violations.Id("product_id", item.ProductId);
        if (item.Type is < V1.InteractionType.View or > V1.InteractionType.Rating) violations.Chosen("type", item.Type);
        violations.Finite("value", item.Value);
        violations.Range("dwell_ms", item.DwellMs, 0, MostDwellMs);
        violations.Price("price", item.Price);
        violations.Range("quantity", item.Quantity, 0, MostQuantity);
        violations.Country("country", item.Country);
        if (item.AttributionToken.Length > 0 && !AttributionToken.TryDecode(item.AttributionToken, out _))
            violations.Add("attribution_token", "is no token of an answer; send it as it came, or none.");
    }
}
