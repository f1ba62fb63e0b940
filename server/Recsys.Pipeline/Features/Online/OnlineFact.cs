namespace Recsys.Pipeline.Features.Online;

/// <summary>All that features take of one applied interaction.</summary>
/// <param name="Event">Product, time, price, quantity and type.</param>
/// <param name="Category">The product's first category; empty for none.</param>
/// <param name="Brand">The product's brand; empty for none.</param>
/// <param name="ListPrice">The product's price in the catalogue; 0 when not known.</param>
/// <param name="Country">Country the interaction named; empty for none.</param>
/// <param name="Value">Rating or other strength; 0 when not given.</param>
/// <param name="DwellMs">Time spent in milliseconds; 0 when not given.</param>
public sealed record OnlineFact(
    HistoryEvent Event, string Category, string Brand, double ListPrice, string Country, float Value, int DwellMs);
