using Recsys.Pipeline.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>The fields of a product that an update may name.</summary>
internal static class ProductFields
{
    /// <summary>By name in the contract.</summary>
    public static IReadOnlyDictionary<string, RecordField<V1.Product, Product>> All { get; } =
        new RecordField<V1.Product, Product>[]
        {
            new("title", from => from.Title.Length > 0, (to, from) => to with { Title = from.Title }),
            new("description", from => from.Description.Length > 0,
                (to, from) => to with { Description = from.Description }),
            new("categories", from => from.Categories.Count > 0,
                (to, from) => to with { Categories = from.Categories }),
            new("brand", from => from.Brand.Length > 0, (to, from) => to with { Brand = from.Brand }),
            new("price", from => from.Price != 0, (to, from) => to with { Price = from.Price }),
            new("stock_count", from => from.HasStockCount, (to, from) => to with { Stock = from.Stock }),
            new("ships_to_countries", from => from.ShipsToCountries.Count > 0,
                (to, from) => to with { ShipsToCountries = from.ShipsToCountries }),
            new("promoted", from => from.Promoted, (to, from) => to with { Promoted = from.Promoted }),
            new("sale_start_time", from => from.SaleStartTime is not null,
                (to, from) => to with { SaleStartMs = from.SaleStartMs }),
            new("image_url", from => from.ImageUrl.Length > 0, (to, from) => to with { ImageUrl = from.ImageUrl }),
            new("content_embedding", from => from.ContentEmbedding.Count > 0,
                (to, from) => to with { ContentEmbedding = from.ContentEmbedding }),
            new("attributes", from => from.Attributes.Count > 0,
                (to, from) => to with { Attributes = from.Attributes }),
        }.ToDictionary(field => field.Path, StringComparer.Ordinal);
}
