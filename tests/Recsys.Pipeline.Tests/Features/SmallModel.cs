using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Features;

/// <summary>Four products, an item-to-item table and a workflow whose normalisers leave numbers as they are.</summary>
internal static class SmallModel
{
    public const long Day = 86_400_000;
    public const long Now = 1_300_000_000_000;

    public static Product[] Products { get; } =
    [
        new() { Id = "mug", Title = "blue mug", Categories = ["mugs"], Price = 2 },
        new() { Id = "cup", Title = "blue cup", Categories = ["mugs"], Price = 4 },
        new() { Id = "bag", Title = "jumbo bag", Categories = ["bags"], Price = 8 },
        new() { Id = "new", Title = "green bag", Categories = ["bags"], Price = 9 },
    ];

    // mug → cup 0.5, bag 0.25; cup → mug 0.5; the last product is not one of the model's.
    public static ItemNeighbors Neighbors { get; } = new([0, 2, 3, 3], [1, 2, 0], [0.5f, 0.25f, 0.5f]);

    public static FeatureWorkflow Workflow { get; } = new()
    {
        KnownProducts = 3,
        AsOfMs = Now,
        Countries = new CategoryVocabulary(["France", "Germany"]),
        Categories = new CategoryVocabulary(["mugs", "bags"]),
        Brands = new CategoryVocabulary([]),
        Prices = new PriceBuckets([MathF.Log(3), MathF.Log(6)]),
        CategoryTarget = new TargetEncoding([0.1f, 0.2f, 0.3f]),
        UserDense = Normalizer.Identity(FeatureSchema.UserDense),
        ItemDense = Normalizer.Identity(FeatureSchema.ItemDense),
        Cross = Normalizer.Identity(FeatureSchema.Cross),
    };

    public static ItemStatistics Statistics()
    {
        var statistics = new ItemStatistics(3);
        statistics.Apply(Purchase(0, Now - (40 * Day), 2), known: false);
        statistics.Apply(Purchase(0, Now - Day, 2), known: true);
        statistics.Apply(Purchase(1, Now - (2 * Day), 4), known: false);
        return statistics;
    }

    public static ItemColumns Items() =>
        ItemColumns.Build(Workflow, ItemContent.Build(Workflow, Products, [0, 1, 2, -1]), Statistics());

    public static UserHistory Customer()
    {
        var history = new UserHistory();
        history.Apply(Purchase(0, Now - (70 * Day), 2), "Germany");
        history.Apply(Purchase(0, Now - (10 * Day), 2), "France");
        return history;
    }

    public static HistoryEvent Purchase(int row, long timeMs, float price) =>
        new(row, timeMs, price, 1, InteractionType.Purchase);

    /// <summary>The value of a feature among its columns.</summary>
    public static float Of(ReadOnlySpan<float> values, IReadOnlyList<FeatureDefinition> features, string name) =>
        values[FeatureSchema.IndexOf(features, name)];
}
