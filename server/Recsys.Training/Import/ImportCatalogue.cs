using Recsys.Pipeline.Catalogue;
using Recsys.Training.Import.Catalogue;
using Recsys.Training.Import.Mapping;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import;

/// <summary>
/// The customers and products of an import by number, and what its interactions say of them. Grows while rows are read;
/// final when
/// <see cref="IImportSink.CompleteAsync"/> is called.
/// </summary>
public sealed class ImportCatalogue
{
    private readonly List<ProductProfile> _products = [];
    private readonly List<CustomerProfile> _customers = [];
    private TitleCategories? _categories;

    internal ImportCatalogue()
    {
    }

    /// <summary>Products named by interactions so far.</summary>
    public int ProductCount => Products.Count;

    /// <summary>Customers named by interactions so far.</summary>
    public int CustomerCount => Customers.Count;

    /// <summary>Whether interactions' rows describe their products, rather than name them only.</summary>
    public bool DescribesProducts { get; internal set; }

    /// <summary>Whether interactions' rows describe their customers, rather than name them only.</summary>
    public bool DescribesCustomers { get; internal set; }

    internal Utf8Vocabulary Products { get; } = new();

    internal Utf8Vocabulary Customers { get; } = new();

    internal Utf8Vocabulary Countries { get; } = new();

    internal Utf8Vocabulary Texts { get; } = new();

    /// <summary>The shop's id of a product.</summary>
    public string ProductId(int product) => Products[product];

    /// <summary>The shop's id of a customer.</summary>
    public string CustomerId(int customer) => Customers[customer];

    /// <summary>Name of a country; empty for −1.</summary>
    public string Country(int country) => country < 0 ? "" : Countries[country];

    /// <summary>A product as the rows so far describe it; categories made from titles come with the end.</summary>
    public Product Product(int product)
    {
        var made = Profile(product).ToProduct(Products[product], Texts);
        return _categories is null ? made : made with { Categories = _categories.Of(made.Title) };
    }

    /// <summary>A customer as the rows so far describe them.</summary>
    public Customer Customer(int customer) => CustomerProfile(customer).ToCustomer(Customers[customer], Texts);

    internal ProductProfile Profile(int product)
    {
        while (_products.Count <= product) _products.Add(new ProductProfile());
        return _products[product];
    }

    internal CustomerProfile CustomerProfile(int customer)
    {
        while (_customers.Count <= customer) _customers.Add(new CustomerProfile());
        return _customers[customer];
    }

    internal void Finish(ProductFields? fields)
    {
        if (fields is not { CategoriesFromTitle: true }) return;
        var titles = new string[ProductCount];
        for (int product = 0; product < titles.Length; product++) titles[product] = Profile(product).Title(Texts);
        _categories = TitleCategories.Fit(titles);
    }
}
