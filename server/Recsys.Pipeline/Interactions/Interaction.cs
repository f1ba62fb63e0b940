namespace Recsys.Pipeline.Interactions;

/// <summary>One thing one customer (or anonymous session) did with one product at one time.</summary>
public sealed record Interaction
{
    /// <summary>Client-made id, unique per interaction, 1–128 characters; resending the same id is safe.</summary>
    public required string Id { get; init; }

    /// <summary>The customer, or empty for an anonymous session.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>The session, or empty; one of customer and session is always present.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>The product.</summary>
    public required string ProductId { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionType Type { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC.</summary>
    public required long TimeMs { get; init; }

    /// <summary>Rating or other strength of the interaction; finite, 0 when not given.</summary>
    public float Value { get; init; }

    /// <summary>Units bought or put into the cart; 0 when not given.</summary>
    public int Quantity { get; init; }

    /// <summary>Price of one unit in the shop's currency; finite, 0 when not given.</summary>
    public float Price { get; init; }

    /// <summary>Time spent on the product in milliseconds; 0 when not given.</summary>
    public int DwellMs { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code or the shop's own name of the country; empty when not given.</summary>
    public string Country { get; init; } = "";

    /// <summary>
    /// Token of the answer that led to it, as the server gave it, at most 512 ASCII characters; empty for none.
    /// </summary>
    public string AttributionToken { get; init; } = "";
}
