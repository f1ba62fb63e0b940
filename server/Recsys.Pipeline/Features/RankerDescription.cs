using System.Text.Json.Serialization;

namespace Recsys.Pipeline.Features;

/// <summary>
/// The shape of a ranker as data: its kind, which features it reads, in which order, and how wide its layers are. Saved
/// as <c>ranker.json</c> beside <c>ranker.pt</c> (<see cref="RankerDescriptionFile"/>); a version without that file has
/// the <see cref="Standard"/> one. Names are those of <see cref="FeatureSchema"/>.
/// </summary>
/// <remarks>
/// <para>A DLRM's user vectors are the output of the user's bottom MLP (where <see cref="UserDense"/> names any
/// feature), then the embeddings of <see cref="UserCategorical"/>; the product's are the output of its bottom MLP over
/// <see cref="ItemDense"/> and <see cref="Cross"/> together (where either names any), then the embeddings of
/// <see cref="ItemCategorical"/>. All have <see cref="Dimension"/> values.</para>
/// <para>The other kinds have no bottom MLP: their input is one row, the user's part (numbers, then embeddings) before
/// the product's (its numbers, then cross features, then embeddings).</para>
/// </remarks>
public sealed record RankerDescription
{
    /// <summary>What it computes.</summary>
    [JsonIgnore]
    public RankerKind Kind { get; init; } = RankerKind.Dlrm;

    /// <summary>Size d of every vector: of embeddings, and of the elementwise product of an NCF; 1–512.</summary>
    public required int Dimension { get; init; }

    /// <summary>Hidden widths of the user's bottom MLP; its last layer has d outputs. Empty but for a DLRM.</summary>
    public required IReadOnlyList<int> UserHidden { get; init; }

    /// <summary>Hidden widths of the product's bottom MLP; its last layer has d outputs. Empty but for a
    /// DLRM.</summary>
    public required IReadOnlyList<int> ItemHidden { get; init; }

    /// <summary>Hidden widths of the top MLP (the deep part of other kinds), at least one; the last layer behind them
    /// has one output, the logit.</summary>
    public required IReadOnlyList<int> TopHidden { get; init; }

    /// <summary>Cross layers of a DCN, 1–8; 0 for other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CrossLayers { get; init; }

    /// <summary>Rank of a DCN's cross layers, 1–8,192; 0 for full matrices.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CrossRank { get; init; }

    /// <summary>Whether a DCN's MLP reads what the cross layers give; else both read the inputs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStacked { get; init; }

    /// <summary>
    /// The answers that it learns at once, the first being the one it is judged by: outputs of the last layer, whose
    /// weighted sum is the logit. Null where there is one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RankerHead>? Heads { get; init; }

    /// <summary>Outputs of the last layer.</summary>
    [JsonIgnore]
    public int Outputs => Heads?.Count ?? 1;

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

    /// <summary>What <c>train</c> makes of a kind: the features of the <see cref="Standard"/> one.</summary>
    public static RankerDescription Of(RankerKind kind) => kind switch
    {
        RankerKind.Dlrm => Standard,
        RankerKind.DcnV2 => Flat(kind, [128, 64]) with { CrossLayers = 2, CrossRank = 64 },
        RankerKind.Mlp => Flat(kind, [256, 64]),
        _ => Flat(kind, [128, 64]),
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

    private static RankerDescription Flat(RankerKind kind, IReadOnlyList<int> hidden) =>
        Standard with { Kind = kind, UserHidden = [], ItemHidden = [], TopHidden = hidden };
}
