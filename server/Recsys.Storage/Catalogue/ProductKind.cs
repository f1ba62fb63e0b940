using System.Runtime.CompilerServices;
using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.Catalogue;

/// <summary>Products: rules and bytes.</summary>
internal sealed class ProductKind : EntityKind<Product>
{
    // First byte of the payload: a later layout takes the next number and reads the earlier ones.
    private const byte Layout = 1;

    public static ProductKind Instance { get; } = new();

    public override byte StateKey => State.StateKey.Product;

    public override RecordKind Record => RecordKind.ProductPut;

    public override string IdOf(Product value) => value.Id;

    public override Product WithTimes(Product value, long createdMs, long updatedMs) =>
        value with { CreatedMs = createdMs, UpdatedMs = updatedMs };

    public override FieldViolation? Violation(Product value) =>
        FieldRules.Id("id", value.Id)
        ?? FieldRules.Text("title", value.Title, StorageLimits.ShortTextLength)
        ?? FieldRules.Text("description", value.Description, StorageLimits.LongTextLength)
        ?? FieldRules.Texts("categories", value.Categories, StorageLimits.Categories, StorageLimits.ShortTextLength)
        ?? FieldRules.Text("brand", value.Brand, StorageLimits.ShortTextLength)
        ?? FieldRules.Holds(
            "price", double.IsFinite(value.Price) && value.Price >= 0, "must be finite and not negative")
        ?? FieldRules.Holds("stock", value.Stock is null or >= 0, "must not be negative")
        ?? FieldRules.Texts(
            "ships_to_countries", value.ShipsToCountries, StorageLimits.Countries, StorageLimits.CountryBytes)
        ?? FieldRules.Holds("sale_start", value.SaleStartMs is >= 0 and <= StorageLimits.LatestTimeMs,
            "must be from 1970 to the end of the year 9999")
        ?? FieldRules.Text("image_url", value.ImageUrl, StorageLimits.LongTextLength)
        ?? FieldRules.Holds("content_embedding", value.ContentEmbedding.Count <= StorageLimits.EmbeddingLength,
            $"has more than {StorageLimits.EmbeddingLength} numbers")
        ?? FieldRules.Holds("content_embedding", AllFinite(value.ContentEmbedding), "holds a number that is not finite")
        ?? FieldRules.Attributes(value.Attributes);

    public override void WritePayload(RecordBuffer to, Product value)
    {
        to.Byte(Layout);
        to.Text(value.Title);
        to.Text(value.Description);
        to.Texts(value.Categories);
        to.Text(value.Brand);
        to.Double(value.Price);
        to.Byte(value.Stock is null ? (byte)0 : (byte)1);
        if (value.Stock is { } stock) to.Count32(stock);
        to.Texts(value.ShipsToCountries);
        to.Byte(value.Promoted ? (byte)1 : (byte)0);
        to.Int64(value.SaleStartMs);
        to.Text(value.ImageUrl);
        to.Floats(value.ContentEmbedding);
        to.Attributes(value.Attributes);
    }

    public override Product Read(string id, in EntityHead head, ref RecordReader payload)
    {
        if (payload.Byte() != Layout) throw new InvalidDataException("A product was written by a newer version.");
        return new Product
        {
            Id = id,
            Title = payload.Text(),
            Description = payload.Text(),
            Categories = payload.Texts(),
            Brand = payload.Text(),
            Price = payload.Double(),
            Stock = payload.Byte() == 0 ? null : payload.Count32(),
            ShipsToCountries = payload.Texts(),
            Promoted = payload.Byte() != 0,
            SaleStartMs = payload.Int64(),
            ImageUrl = payload.Text(),
            ContentEmbedding = payload.Floats(),
            Attributes = payload.Attributes(),
            CreatedMs = head.CreatedMs,
            UpdatedMs = head.UpdatedMs,
        };
    }

    /// <summary>A stored product as the columns take it: spans of the record, of which nothing is copied.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="head">Its head.</param>
    /// <param name="payload">What follows the head.</param>
    /// <exception cref="InvalidDataException">The record is damaged, or of a newer version.</exception>
    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ProductContent Content(ReadOnlySpan<byte> id, in EntityHead head, ref RecordReader payload)
    {
        if (payload.Byte() != Layout) throw new InvalidDataException("A product was written by a newer version.");
        var content = new ProductContent
        {
            Id = id,
            Deleted = head.Deleted,
            Version = head.Version,
            CreatedMs = head.CreatedMs,
            UpdatedMs = head.UpdatedMs,
        };
        content.Title = payload.TextBytes();
        content.Description = payload.TextBytes();
        content.Categories = payload.ListBytes(textsPerEntry: 1);
        content.Brand = payload.TextBytes();
        content.Price = payload.Double();
        content.Stock = payload.Byte() == 0 ? null : payload.Count32();
        content.Countries = payload.ListBytes(textsPerEntry: 1);
        content.Promoted = payload.Byte() != 0;
        content.SaleStartMs = payload.Int64();
        content.ImageUrl = payload.TextBytes();
        content.Embedding = payload.FloatBytes();
        content.Attributes = payload.ListBytes(textsPerEntry: 2);
        return content;
    }

    private static bool AllFinite(IReadOnlyList<float> values)
    {
        for (int i = 0; i < values.Count; i++)
            if (!float.IsFinite(values[i])) return false;
        return true;
    }
}
