namespace Recsys.Storage.Interactions;

/// <summary>Why an interaction was not taken.</summary>
public static class RejectionReasons
{
    /// <summary>
    /// The id is empty, longer than <see cref="StorageLimits.IdLength"/> or holds control characters.
    /// </summary>
    public const string InvalidId = "invalid_id";

    /// <summary>Neither customer nor session is named.</summary>
    public const string CustomerOrSessionMissing = "customer_or_session_missing";

    /// <summary>The customer id is too long or holds control characters.</summary>
    public const string InvalidCustomerId = "invalid_customer_id";

    /// <summary>The session id is too long or holds control characters.</summary>
    public const string InvalidSessionId = "invalid_session_id";

    /// <summary>The product id is empty, too long or holds control characters.</summary>
    public const string InvalidProductId = "invalid_product_id";

    /// <summary>There is no such product.</summary>
    public const string ProductNotFound = "product_not_found";

    /// <summary>The type is not given or not known.</summary>
    public const string InvalidType = "invalid_type";

    /// <summary>The time is not after 1970-01-01 or not before the year 10000.</summary>
    public const string InvalidTime = "invalid_time";

    /// <summary>The value is not finite.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>The price is negative or not finite.</summary>
    public const string InvalidPrice = "invalid_price";

    /// <summary>The quantity is negative.</summary>
    public const string InvalidQuantity = "invalid_quantity";

    /// <summary>The dwell time is negative.</summary>
    public const string InvalidDwell = "invalid_dwell";

    /// <summary>
    /// The country is longer than <see cref="StorageLimits.CountryBytes"/> or holds control characters.
    /// </summary>
    public const string InvalidCountry = "invalid_country";

    /// <summary>
    /// The token is longer than <see cref="StorageLimits.AttributionTokenLength"/> or holds control characters.
    /// </summary>
    public const string InvalidAttributionToken = "invalid_attribution_token";
}
