using Recsys.Pipeline.Catalogue;

namespace Recsys.Training.Data;

/// <summary>What the numbers in <see cref="InteractionColumns"/> stand for.</summary>
/// <param name="UserIds">The shop's id by user.</param>
/// <param name="CustomerCountries">Country of the customer record by user; empty when not known.</param>
/// <param name="Products">Product by item.</param>
/// <param name="CountryNames">Name by country number.</param>
internal sealed record InteractionEntities(
    string[] UserIds, string[] CustomerCountries, Product[] Products, string[] CountryNames);
