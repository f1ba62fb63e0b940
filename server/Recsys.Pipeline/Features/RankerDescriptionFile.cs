using System.Text.Json;

namespace Recsys.Pipeline.Features;

/// <summary>Reads and writes <c>ranker.json</c>: a <see cref="RankerDescription"/> in snake case.</summary>
public static class RankerDescriptionFile
{
    private const string Kind = "dlrm";
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
        JsonSerializer.Serialize(stream, new Document(Kind, description), Options);
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
        if (document.Kind != Kind)
            throw new InvalidDataException(
                $"The ranker's description is of kind '{document.Kind}'; this build knows '{Kind}'.");
        Check(document.Shape);
        return document.Shape;
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
