using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Fitting;

namespace Recsys.Training.Incremental;

/// <summary>
/// A version's vocabularies, grown by what came since: words keep their ids, new ones follow; products are numbered as
/// the new data has them. What is fitted to numbers (prices' buckets, normalisers, the categories' targets) stays, so
/// that weights go on meaning what they meant.
/// </summary>
internal sealed class VocabularyGrowth
{
    // Before the names of a ranker's tables of one number per id.
    private const string Wide = "wide_";

    private readonly Dictionary<string, int[]> _tables;

    private VocabularyGrowth(FeatureWorkflow workflow, int[] products, int[] countries, int[] categories, int[] brands)
    {
        Workflow = workflow;
        Products = products;
        _tables = new Dictionary<string, int[]>
        {
            ["product_embedding"] = products,
            ["history_embedding"] = products,
            ["country_embedding"] = countries,
            ["user_country_embedding"] = countries,
            ["category_embedding"] = categories,
            ["top_category_embedding"] = categories,
            ["user_category_embedding"] = categories,
            ["brand_embedding"] = brands,
        };
    }

    /// <summary>The workflow to go on with.</summary>
    public FeatureWorkflow Workflow { get; }

    /// <summary>Id that a product had, by its id now: the unknown one's for those that are new. Ids are rows plus 1,
    /// 0 being the unknown product.</summary>
    public int[] Products { get; }

    /// <summary>Products that the version did not know, by row now.</summary>
    public IEnumerable<int> NewProducts =>
        Enumerable.Range(0, Products.Length - 1).Where(row => Products[row + 1] == 0);

    /// <summary>Grows a version's vocabularies.</summary>
    /// <param name="warm">The version.</param>
    /// <param name="table">All data, old and new.</param>
    /// <param name="options">How often a word must be met.</param>
    public static VocabularyGrowth Of(WarmStart warm, InteractionTable table, TrainingOptions options)
    {
        var before = warm.Workflow;
        var fitted = WorkflowFitter.FitVocabularies(table, options);
        var (countries, countryIds) = Grow(before.Countries, fitted.Countries);
        var (categories, categoryIds) = Grow(before.Categories, fitted.Categories);
        var (brands, brandIds) = Grow(before.Brands, fitted.Brands);
        // A new category's target is what is known of none: that of the unknown one.
        float[] targets = Array.ConvertAll(categoryIds, id => before.CategoryTarget.Values[id]);
        var workflow = before with
        {
            KnownProducts = table.ItemCount,
            AsOfMs = table.TimesMs[^1],
            Countries = countries,
            Categories = categories,
            Brands = brands,
            CategoryTarget = new TargetEncoding(targets),
        };
        return new VocabularyGrowth(workflow, ProductIds(warm, table), countryIds, categoryIds, brandIds);
    }

    /// <summary>Old id by new id of the table that a parameter is; null where its rows are what they were.</summary>
    public int[]? RowsOf(string parameter)
    {
        string table = parameter.StartsWith(Wide, StringComparison.Ordinal) ? parameter[Wide.Length..] : parameter;
        return _tables.GetValueOrDefault(table);
    }

    private static int[] ProductIds(WarmStart warm, InteractionTable table)
    {
        var before = new Dictionary<string, int>(warm.ItemIds.Length, StringComparer.Ordinal);
        for (int row = 0; row < warm.ItemIds.Length; row++) before[warm.ItemIds[row]] = row + 1;
        var ids = new int[table.ItemCount + 1];
        for (int row = 0; row < table.ItemCount; row++) ids[row + 1] = before.GetValueOrDefault(table.ItemIds[row]);
        return ids;
    }

    // Words stay where they are, even those that have become rare; until now new ones were the unknown one, 0.
    private static (CategoryVocabulary Words, int[] Ids) Grow(CategoryVocabulary before, CategoryVocabulary fitted)
    {
        var words = new CategoryVocabulary(
            [.. before.Words, .. fitted.Words.Where(word => before.Id(word) == 0)]);
        return (words, [.. Enumerable.Range(0, words.Size).Select(id => id < before.Size ? id : 0)]);
    }
}
