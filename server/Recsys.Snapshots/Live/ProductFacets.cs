using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots.Live;

/// <summary>
/// Which products have a category or a brand, to compare them one by one where a request wants few. Follows the
/// catalogue: a product that changes is added where it belongs now and stays where it was, since the request's filter
/// is asked about each anyway. One writer; readers never wait.
/// </summary>
internal sealed class ProductFacets
{
    private const int MostCategories = 64;

    private readonly ProductColumns _products;
    private readonly FacetRows _categories, _brands;

    /// <summary>Reads a catalogue as it is now.</summary>
    public ProductFacets(ProductColumns products)
    {
        _products = products;
        int count = products.Count;
        var (categories, brands) = (new FacetRows.Builder(), new FacetRows.Builder());
        for (int round = 0; round < 2; round++)
        {
            for (int row = 0; row < count; row++)
            {
                ref readonly var facts = ref products.At(row);
                if (!facts.Exists) continue;
                if (facts.Brand > 0) brands.Add(facts.Brand, row);
                if (facts.HasMoreCategories) AddAll(categories, row);
                else if (facts.Category > 0) categories.Add(facts.Category, row);
            }
            brands.EndRound();
            categories.EndRound();
        }
        (_categories, _brands) = (categories.Build(), brands.Build());
    }

    /// <summary>Takes in products that came or changed. One caller at a time.</summary>
    public void Update(ReadOnlySpan<int> rows)
    {
        Span<int> numbers = stackalloc int[MostCategories];
        foreach (int row in rows)
        {
            var product = _products[row];
            if (!product.Exists) continue;
            foreach (int number in numbers[..product.CategoryNumbers(numbers)]) _categories.Add(number, row);
            if (product.Facts.Brand > 0) _brands.Add(product.Facts.Brand, row);
        }
    }

    /// <summary>How many products to look at for a filter, about; −1 where it names no category and no brand.</summary>
    /// <param name="filter">The request's filter.</param>
    /// <param name="byBrand">Whether its brands leave fewer than its categories.</param>
    public int CountOf(ProductFilter filter, out bool byBrand)
    {
        long categories = Count(_categories, filter.Categories, _products.Categories);
        long brands = Count(_brands, filter.Brands, _products.Brands);
        byBrand = categories < 0 || (brands >= 0 && brands < categories);
        return (int)Math.Min(byBrand ? brands : categories, int.MaxValue);
    }

    /// <summary>Copies the products to look at; one that has several of the categories comes several times.</summary>
    /// <param name="filter">The request's filter.</param>
    /// <param name="byBrand">Whether to go by its brands.</param>
    /// <param name="rows">Filled with catalogue rows as far as it reaches.</param>
    /// <returns>How many were filled.</returns>
    public int Copy(ProductFilter filter, bool byBrand, Span<int> rows)
    {
        var (facet, names, table) = byBrand
            ? (_brands, filter.Brands, _products.Brands)
            : (_categories, filter.Categories, _products.Categories);
        int count = 0;
        for (int i = 0; i < names.Count; i++) count += facet.Copy(table.Find(names[i]), rows[count..]);
        return count;
    }

    private static long Count(FacetRows facet, IReadOnlyList<string> names, NameTable table)
    {
        if (names.Count == 0) return -1;
        long count = 0;
        for (int i = 0; i < names.Count; i++) count += facet.CountOf(table.Find(names[i]));
        return count;
    }

    private void AddAll(FacetRows.Builder categories, int row)
    {
        Span<int> numbers = stackalloc int[MostCategories];
        foreach (int number in numbers[.._products[row].CategoryNumbers(numbers)]) categories.Add(number, row);
    }
}
