namespace Recsys.Pipeline.Features;

/// <summary>
/// The shape of a DLRM ranker as data: which features it reads, in which order, and how wide its layers are. Saved as
/// <c>ranker.json</c> beside <c>ranker.pt</c> (<see cref="RankerDescriptionFile"/>); a version without that file has
/// the <see cref="Standard"/> one. Names are those of <see cref="FeatureSchema"/>.
/// </summary>
/// <remarks>
/// The user's vectors are the output of the user's bottom MLP (where <see cref="UserDense"/> names any feature),
/// then the embeddings of <see cref="UserCategorical"/>; the product's are the output of its bottom MLP over
/// <see cref="ItemDense"/> and <see cref="Cross"/> together (where either names any), then the embeddings of
/// <see cref="ItemCategorical"/>. All have <see cref="Dimension"/> values.
/// </remarks>
public sealed record RankerDescription
{
    /// <summary>Size d of every vector, 1–512.</summary>
    public required int Dimension { get; init; }

    /// <summary>Hidden widths of the user's bottom MLP; its last layer has d outputs.</summary>
    public required IReadOnlyList<int> UserHidden { get; init; }

    /// <summary>Hidden widths of the product's bottom MLP; its last layer has d outputs.</summary>
    public required IReadOnlyList<int> ItemHidden { get; init; }

    /// <summary>Hidden widths of the top MLP, at least one; its last layer has one output, the logit.</summary>
    public required IReadOnlyList<int> TopHidden { get; init; }

    /// <summary>Features among <see cref="FeatureSchema.UserDense"/>.</summary>
    public required IReadOnlyList<string> UserDense { get; init; }

    /// <summary>Features among <see cref="FeatureSchema.RankerUserCategorical"/>.</summary>
    public required IReadOnlyList<string> UserCategorical { get; init; }

    /// <summary>Features among <see cref="FeatureSchema.ItemDense"/>.</summary>
    public required IReadOnlyList<string> ItemDense { get; init; }

    /// <summary>Features among <see cref="FeatureSchema.RankerItemCategorical"/>.</summary>
    public required IReadOnlyList<string> ItemCategorical { get; init; }

    /// <summary>Features among <see cref="FeatureSchema.Cross"/>.</summary>
    public required IReadOnlyList<string> Cross { get; init; }

    /// <summary>What <c>train</c> makes: every feature of the schema's towers and pairs, d 32.</summary>
    public static RankerDescription Standard { get; } = new()
    {
        Dimension = 32,
        UserHidden = [64],
        ItemHidden = [128],
        TopHidden = [128, 64],
        UserDense = [.. FeatureSchema.UserDense.Select(feature => feature.Name)],
        UserCategorical = [.. FeatureSchema.UserCategorical.Select(feature => feature.Name)],
        ItemDense = [.. FeatureSchema.ItemDense.Select(feature => feature.Name)],
        ItemCategorical = [.. FeatureSchema.ItemCategorical.Select(feature => feature.Name)],
        Cross = [.. FeatureSchema.Cross.Select(feature => feature.Name)],
    };

    /// <summary>
    /// The DLRM of the published measurements: bottom MLP 512-256-d over 10 numbers, 20 ids of which half are the
    /// product's, top MLP 512-256-1.
    /// </summary>
    /// <param name="dimension">d, 64 there.</param>
    public static RankerDescription Reference(int dimension = 64) => new()
    {
        Dimension = dimension,
        UserHidden = [512, 256],
        ItemHidden = [],
        TopHidden = [512, 256],
        UserDense = [.. FeatureSchema.UserDense.Take(10).Select(feature => feature.Name)],
        UserCategorical = [.. FeatureSchema.RankerUserCategorical.Select(feature => feature.Name)],
        ItemDense = [],
        ItemCategorical = [.. FeatureSchema.RankerItemCategorical.Select(feature => feature.Name)],
        Cross = [],
    };
}
