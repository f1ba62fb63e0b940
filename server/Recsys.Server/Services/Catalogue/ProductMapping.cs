using Recsys.Pipeline.Catalogue;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Products of the contract to products of the store and back.</summary>
internal static class ProductMapping
{
    /// <summary>Checks a product and reads it.</summary>
    /// <param name="violations">Takes what is wrong; the product is of use only when nothing is.</param>
    /// <param name="path">Where it is in the request, for example <c>product</c>.</param>
    /// <param name="from">The product, or null when the request has none.</param>
    public static Product Read(Violations violations, string path, V1.Product? from)
    {
        if (from is null)
        {
            violations.Add(path, "is missing; give a product with an id.");
            return new Product { Id = "" };
        }
        Check(violations, path + ".", from);
        return new Product
        {
            Id = from.Id,
            Title = from.Title,
            Description = from.Description,
            Categories = [.. from.Categories],
            Brand = from.Brand,
            Price = from.Price,
            Stock = from.HasStockCount ? from.StockCount : null,
            ShipsToCountries = [.. from.ShipsToCountries],
            Promoted = from.Promoted,
            SaleStartMs = violations.Time(path + ".sale_start_time", from.SaleStartTime),
            ImageUrl = from.ImageUrl,
            ContentEmbedding = [.. from.ContentEmbedding],
            Attributes = new Dictionary<string, string>(from.Attributes, StringComparer.Ordinal),
        };
    }

    /// <summary>A stored product as an answer has it.</summary>
    public static V1.Product Write(Stored<Product> stored, V1.ProductView view)
    {
        var product = Write(stored.Value);
        product.Etag = stored.Etag;
        if (view == V1.ProductView.Full) product.ContentEmbedding.Add(stored.Value.ContentEmbedding);
        return product;
    }

    /// <summary>A product in PRODUCT_VIEW_BASIC and without an etag, as recommendations have it.</summary>
    public static V1.Product Write(Product from)
    {
        var product = new V1.Product
        {
            Id = from.Id,
            Title = from.Title,
            Description = from.Description,
            Categories = { from.Categories },
            Brand = from.Brand,
            Price = from.Price,
            ShipsToCountries = { from.ShipsToCountries },
            Promoted = from.Promoted,
            SaleStartTime = Times.ToTimestamp(from.SaleStartMs),
            ImageUrl = from.ImageUrl,
            CreateTime = Times.ToTimestamp(from.CreatedMs),
            UpdateTime = Times.ToTimestamp(from.UpdatedMs),
        };
        if (from.Stock is { } stock) product.StockCount = stock;
        foreach (var (name, value) in from.Attributes) product.Attributes[name] = value;
        return product;
    }

    private static void Check(Violations violations, string path, V1.Product product)
    {
        violations.Id(path + "id", product.Id);
        violations.Text(path + "title", product.Title, StorageLimits.ShortTextLength, allowLines: true);
        violations.Text(path + "description", product.Description, StorageLimits.LongTextLength, allowLines: true);
        CheckCategories(violations, path + "categories", product.Categories);
        violations.Text(path + "brand", product.Brand, StorageLimits.ShortTextLength, allowLines: true);
        violations.Price(path + "price", product.Price);
        if (product.HasStockCount) violations.Range(path + "stock_count", product.StockCount, 0, int.MaxValue);
        CheckCountries(violations, path + "ships_to_countries", product.ShipsToCountries);
        violations.Text(path + "image_url", product.ImageUrl, StorageLimits.LongTextLength);
        if (product.ImageUrl.Length > 0 && !IsWebAddress(product.ImageUrl))
            violations.Add(
                path + "image_url", "is no absolute http or https URL; write it like https://shop.example/1.jpg.");
        CheckEmbedding(violations, path + "content_embedding", product.ContentEmbedding);
        AttributeMapping.Check(violations, path + "attributes", product.Attributes);
    }

    private static void CheckCategories(Violations violations, string path, IReadOnlyList<string> categories)
    {
        violations.Texts(path, categories, StorageLimits.Categories, StorageLimits.ShortTextLength);
        if (categories.Count > StorageLimits.Categories) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < categories.Count; i++)
            if (!seen.Add(categories[i])) violations.Add($"{path}[{i}]", "repeats an earlier one; give each once.");
    }

    private static void CheckCountries(Violations violations, string path, IReadOnlyList<string> countries)
    {
        if (!violations.Count(path, countries.Count, 0, StorageLimits.Countries)) return;
        for (int i = 0; i < countries.Count; i++)
        {
            if (countries[i].Length == 0) violations.Add($"{path}[{i}]", "is empty; give a country or leave it out.");
            else violations.Country($"{path}[{i}]", countries[i]);
        }
    }

    private static void CheckEmbedding(Violations violations, string path, IReadOnlyList<float> embedding)
    {
        if (!violations.Count(path, embedding.Count, 0, StorageLimits.EmbeddingLength)) return;
        for (int i = 0; i < embedding.Count && !violations.Full; i++)
            if (!float.IsFinite(embedding[i])) violations.Finite($"{path}[{i}]", embedding[i]);
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
