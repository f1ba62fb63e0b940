namespace Recsys.Pipeline.Features;

/// <summary>
/// Which embedding table a ranker's id is looked up in. Ids of one space share a table: the user's latest products
/// read the product's own, all title words read one.
/// </summary>
public static class RankerTables
{
    /// <summary>The products' table, by far the largest: one row per known product after that of the unknown
    /// one.</summary>
    public const string Product = "product_embedding";

    /// <summary>The table of a feature.</summary>
    /// <param name="feature">Name of one of <see cref="FeatureSchema.RankerUserCategorical"/> or
    /// <see cref="FeatureSchema.RankerItemCategorical"/>.</param>
    /// <exception cref="ArgumentException">There is no such id.</exception>
    public static string Of(string feature) => feature switch
    {
        "user_country" => "user_country_embedding",
        "user_top_category" => "user_category_embedding",
        "item_id" => Product,
        "item_category" => "category_embedding",
        "item_brand" => "brand_embedding",
        "item_price_bucket" => "price_embedding",
        _ when IsOneOf("user_recent_", feature, FeatureSchema.RankerUserCategorical) => Product,
        _ when IsOneOf("item_word_", feature, FeatureSchema.RankerItemCategorical) => "word_embedding",
        _ => throw new ArgumentException($"No table is known for '{feature}'.", nameof(feature)),
    };

    /// <summary>Rows of a table: ids below it.</summary>
    /// <param name="table">A name that <see cref="Of"/> gives.</param>
    /// <param name="workflow">The fitted vocabularies.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public static int Rows(string table, FeatureWorkflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return table switch
        {
            "user_country_embedding" => workflow.Countries.Size,
            "user_category_embedding" or "category_embedding" => workflow.Categories.Size,
            Product => workflow.KnownProducts + 1,
            "brand_embedding" => workflow.Brands.Size,
            "price_embedding" => workflow.Prices.Size,
            "word_embedding" => FeatureWorkflow.WordBuckets,
            _ => throw new ArgumentException($"There is no table '{table}'.", nameof(table)),
        };
    }

    private static bool IsOneOf(string prefix, string feature, IReadOnlyList<FeatureDefinition> features) =>
        feature.StartsWith(prefix, StringComparison.Ordinal) && features.Any(one => one.Name == feature);
}
