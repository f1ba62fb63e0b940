namespace Recsys.Pipeline.Filtering;

/// <summary>What became of a candidate, named in traces.</summary>
public enum CandidateFate : byte
{
    /// <summary>Still in the running, or ordered below the page.</summary>
    Kept = 0,
    /// <summary>On the page.</summary>
    Returned,
    /// <summary>Deleted from the catalogue, or unknown to it.</summary>
    NotInCatalogue,
    /// <summary>Out of stock, or its sale has not begun.</summary>
    Unavailable,
    /// <summary>Cannot be sent to the customer's country.</summary>
    NotShipped,
    /// <summary>The customer bought it before.</summary>
    AlreadyPurchased,
    /// <summary>Named in the request's excluded ids, or the product the request is about.</summary>
    Excluded,
    /// <summary>Does not match the request's filter.</summary>
    FilteredOut,
    /// <summary>Passed the filters, but more passed them than the request asked to have ranked.</summary>
    NotRanked,
}
