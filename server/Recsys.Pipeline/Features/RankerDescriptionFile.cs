using System.Text.Json;

namespace Recsys.Pipeline.Features;

/// <summary>Reads and writes <c>ranker.json</c>: a <see cref="RankerDescription"/> in snake case.</summary>
public static class RankerDescriptionFile
{
    private const int MaxCrossLayers = 8;
    private const int MaxHeads = 8;
    private const int MaxWidth = 8192;
    private const int MaxLayers = 8;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a description.</summary>
    public static void Save(RankerDescription description, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(description);
        JsonSerializer.Serialize(stream, new Document(RankerKinds.NameOf(description.Kind), description), Options);
    }

    /// <summary>Reads a description.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, of another kind of ranker, out of bounds, or names a feature this build has not.
    /// </exception>
    public static RankerDescription Load(Stream stream)
    {
        Document? document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(stream, Options);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The ranker's description cannot be read: {broken.Message}", broken);
        }
        if (document is null) throw new InvalidDataException("The ranker's description is empty.");
        if (!RankerKinds.TryParse(document.Kind, out var kind))
            throw new InvalidDataException(
                $"The ranker's description is of kind '{document.Kind}'; this build knows "
                + $"{string.Join(", ", RankerKinds.Names)}.");
        var shape = document.Shape with { Kind = kind };
        Check(shape);
        CheckKind(shape);
        if (shape.Heads is { } heads) CheckHeads(heads);
        return shape;
    }

    private static void Check(RankerDescription shape)
    {
        Require(shape.Dimension is >= 1 and <= 512, "dimension must be 1 to 512");
        Require(shape.TopHidden.Count > 0, "top_hidden must name at least one layer");
        Require(shape.UserDense.Count + shape.UserCategorical.Count > 0, "the user has no feature");
        Require(
            shape.ItemDense.Count + shape.ItemCategorical.Count + shape.Cross.Count > 0, "the product has no feature");
        foreach (var widths in (IReadOnlyList<int>[])[shape.UserHidden, shape.ItemHidden, shape.TopHidden])
            Require(
                widths.Count <= MaxLayers && widths.All(width => width is >= 1 and <= MaxWidth),
                $"at most {MaxLayers} hidden layers of 1 to {MaxWidth} each");
        RequireKnown(shape.UserDense, FeatureSchema.UserDense);
        RequireKnown(shape.UserCategorical, FeatureSchema.RankerUserCategorical);
        RequireKnown(shape.ItemDense, FeatureSchema.ItemDense);
        RequireKnown(shape.ItemCategorical, FeatureSchema.RankerItemCategorical);
        RequireKnown(shape.Cross, FeatureSchema.Cross);
    }

    private static void CheckHeads(IReadOnlyList<RankerHead> heads)
    {
        Require(heads.Count is >= 2 and <= MaxHeads, $"heads must be 2 to {MaxHeads}, or absent");
        Require(heads.Select(head => head.Name).Distinct(StringComparer.Ordinal).Count() == heads.Count,
            "a head comes twice");
        Require(heads.All(head => head.Share is >= 0 and <= 1), "a head's share must be 0 to 1");
        Require(Math.Abs(heads.Sum(head => head.Share) - 1) < 1e-6, "the shares of the heads must sum to 1");
        Require(heads.All(head => head.LossWeight > 0 && double.IsFinite(head.LossWeight)),
            "a head's loss_weight must be above 0");
    }

    private static void CheckKind(RankerDescription shape)
    {
        bool crosses = shape.Kind == RankerKind.DcnV2;
        Require(
            crosses ? shape.CrossLayers is >= 1 and <= MaxCrossLayers : shape.CrossLayers == 0,
            $"cross_layers must be 1 to {MaxCrossLayers} for a dcn_v2 and absent else");
        Require(
            crosses ? shape.CrossRank is >= 0 and <= MaxWidth : shape.CrossRank == 0,
            $"cross_rank must be 0 to {MaxWidth} for a dcn_v2 and absent else");
        Require(crosses || !shape.IsStacked, "is_stacked is for a dcn_v2");
        Require(
            shape.Kind == RankerKind.Dlrm || shape.UserHidden.Count + shape.ItemHidden.Count == 0,
            "user_hidden and item_hidden must be empty but for a dlrm");
    }

    private static void RequireKnown(IReadOnlyList<string> names, IReadOnlyList<FeatureDefinition> known)
    {
        foreach (string name in names)
            Require(known.Any(feature => feature.Name == name), $"there is no feature '{name}' there");
        Require(names.Distinct(StringComparer.Ordinal).Count() == names.Count, "a feature comes twice");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidDataException($"The ranker's description does not hold: {what}.");
    }

    private sealed record Document(string Kind, RankerDescription Shape);
}
