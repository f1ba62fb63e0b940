using Recsys.Pipeline.Catalogue;

namespace Recsys.Training.Import.Catalogue;

/// <summary>
/// What interactions say of a product or customer the shop has on record already: it counts where they say something,
/// and the rest of the record stays.
/// </summary>
internal static class RecordMerge
{
    /// <returns>The record as it is to be, or null when nothing changes.</returns>
    public static Product? Into(Product known, Product said)
    {
        var merged = known with
        {
            Title = Given(said.Title, known.Title),
            Description = Given(said.Description, known.Description),
            Categories = said.Categories.Count > 0 ? said.Categories : known.Categories,
            Brand = Given(said.Brand, known.Brand),
            Price = said.Price > 0 ? said.Price : known.Price,
            Stock = said.Stock ?? known.Stock,
            ShipsToCountries = said.ShipsToCountries.Count > 0 ? said.ShipsToCountries : known.ShipsToCountries,
            Promoted = said.Promoted || known.Promoted,
            SaleStartMs = Earliest(said.SaleStartMs, known.SaleStartMs),
            ImageUrl = Given(said.ImageUrl, known.ImageUrl),
            Attributes = Union(known.Attributes, said.Attributes),
        };
        // Records compare lists by reference, so these are compared one by one.
        var otherwise = merged with
        {
            Categories = known.Categories, ShipsToCountries = known.ShipsToCountries, Attributes = known.Attributes,
        };
        bool same = otherwise == known
            && merged.Categories.SequenceEqual(known.Categories)
            && merged.ShipsToCountries.SequenceEqual(known.ShipsToCountries)
            && AreEqual(merged.Attributes, known.Attributes);
        return same ? null : merged;
    }

    /// <returns>The record as it is to be, or null when nothing changes.</returns>
    public static Customer? Into(Customer known, Customer said)
    {
        var merged = known with
        {
            DisplayName = Given(said.DisplayName, known.DisplayName),
            Country = Given(said.Country, known.Country),
            Attributes = Union(known.Attributes, said.Attributes),
        };
        bool same = merged with { Attributes = known.Attributes } == known
            && AreEqual(merged.Attributes, known.Attributes);
        return same ? null : merged;
    }

    private static string Given(string said, string known) => said.Length > 0 ? said : known;

    private static long Earliest(long said, long known) =>
        said == 0 ? known : known == 0 ? said : Math.Min(said, known);

    private static Dictionary<string, string> Union(
        IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> said)
    {
        var union = new Dictionary<string, string>(known, StringComparer.Ordinal);
        foreach (var (name, value) in said) union[name] = value;
        return union;
    }

    private static bool AreEqual(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
    {
        if (one.Count != other.Count) return false;
        foreach (var (name, value) in one)
            if (!other.TryGetValue(name, out string? there) || there != value) return false;
        return true;
    }
}
