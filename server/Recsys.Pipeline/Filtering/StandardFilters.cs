namespace Recsys.Pipeline.Filtering;

/// <summary>
/// The rules that every page wants; each does nothing where the request or the product gives it no reason to.
/// </summary>
public static class StandardFilters
{
    /// <summary>
    /// In catalogue, available, shipped to the country, not bought before, not excluded, meets the request's filter.
    /// </summary>
    public static IReadOnlyList<ICandidateFilter> All { get; } =
    [
        new CatalogueFilter(), new AvailabilityFilter(), new ShippingFilter(),
        new PurchasedFilter(), new ExclusionFilter(), new RequestFilter(),
    ];
}
