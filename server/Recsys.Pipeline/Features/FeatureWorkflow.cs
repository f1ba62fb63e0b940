namespace Recsys.Pipeline.Features;

/// <summary>
/// Everything fitted on training data that turns histories and products into the models' inputs. Immutable; saved as
/// <c>workflow.json</c> beside the models (<see cref="FeatureWorkflowFile"/>), so that serving transforms as training
/// did.
/// </summary>
public sealed record FeatureWorkflow
{
    /// <summary>Buckets of title words.</summary>
    public const int WordBuckets = 4096;

    /// <summary>Events of the history that the user tower reads: the latest different products.</summary>
    public const int TowerHistory = 32;

    /// <summary>
    /// Products the models know by themselves, model rows 0..n−1; any other one is known by its content.
    /// </summary>
    public required int KnownProducts { get; init; }

    /// <summary>
    /// Time the item features stand at, in milliseconds since 1970-01-01 UTC: the end of the training data.
    /// </summary>
    public required long AsOfMs { get; init; }

    /// <summary>Countries of users.</summary>
    public required CategoryVocabulary Countries { get; init; }

    /// <summary>First categories of products.</summary>
    public required CategoryVocabulary Categories { get; init; }

    /// <summary>Brands of products.</summary>
    public required CategoryVocabulary Brands { get; init; }

    /// <summary>Quantiles of prices.</summary>
    public required PriceBuckets Prices { get; init; }

    /// <summary>Target encoding of categories.</summary>
    public required TargetEncoding CategoryTarget { get; init; }

    /// <summary>Normalises <see cref="FeatureSchema.UserDense"/>.</summary>
    public required Normalizer UserDense { get; init; }

    /// <summary>Normalises <see cref="FeatureSchema.ItemDense"/>.</summary>
    public required Normalizer ItemDense { get; init; }

    /// <summary>Normalises <see cref="FeatureSchema.Cross"/>.</summary>
    public required Normalizer Cross { get; init; }

    /// <summary>Sizes of the user's id spaces, in the schema's order.</summary>
    public int[] UserCategoricalSizes => [Countries.Size, Categories.Size];

    /// <summary>Sizes of the product's id spaces, in the schema's order.</summary>
    public int[] ItemCategoricalSizes => [KnownProducts + 1, Categories.Size, Brands.Size, Prices.Size];
}
