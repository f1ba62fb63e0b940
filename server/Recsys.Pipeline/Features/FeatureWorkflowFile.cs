using System.Text.Json;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Reads and writes <c>workflow.json</c>: the fitted workflow in snake case, every feature by its name in the schema.
/// </summary>
public static class FeatureWorkflowFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a workflow. Numbers are written so that reading gives the same bits.</summary>
    public static void Save(FeatureWorkflow workflow, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        JsonSerializer.Serialize(stream, new Document(
            FeatureSchema.Fingerprint, workflow.KnownProducts, workflow.AsOfMs, [.. workflow.Countries.Words],
            [.. workflow.Categories.Words], [.. workflow.Brands.Words], workflow.Prices.Edges.ToArray(),
            workflow.CategoryTarget.Values.ToArray(), Describe(FeatureSchema.UserDense, workflow.UserDense),
            Describe(FeatureSchema.ItemDense, workflow.ItemDense), Describe(FeatureSchema.Cross, workflow.Cross)),
            Options);
    }

    /// <summary>Reads a workflow.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or was fitted to another feature schema.</exception>
    public static FeatureWorkflow Load(Stream stream)
    {
        Document document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(stream, Options)
                ?? throw new InvalidDataException("The feature workflow is empty.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The feature workflow cannot be read: {broken.Message}", broken);
        }
        if (document.Schema != FeatureSchema.Fingerprint)
            throw new InvalidDataException(
                $"The feature workflow was fitted to schema {document.Schema}, this build has "
                + $"{FeatureSchema.Fingerprint}: train anew.");
        if (document.KnownProducts < 0)
            throw new InvalidDataException("The feature workflow knows fewer than no products.");
        var categories = new CategoryVocabulary(document.Categories);
        if (document.CategoryTarget.Length != categories.Size)
            throw new InvalidDataException("The feature workflow's category_target does not fit its categories.");
        return new FeatureWorkflow
        {
            KnownProducts = document.KnownProducts,
            AsOfMs = document.AsOfMs,
            Countries = new CategoryVocabulary(document.Countries),
            Categories = categories,
            Brands = new CategoryVocabulary(document.Brands),
            Prices = new PriceBuckets(document.PriceEdges),
            CategoryTarget = new TargetEncoding(document.CategoryTarget),
            UserDense = Restore(FeatureSchema.UserDense, document.UserDense),
            ItemDense = Restore(FeatureSchema.ItemDense, document.ItemDense),
            Cross = Restore(FeatureSchema.Cross, document.Cross),
        };
    }

    private static Scaling[] Describe(IReadOnlyList<FeatureDefinition> features, Normalizer normalizer)
    {
        var scalings = new Scaling[features.Count];
        for (int i = 0; i < scalings.Length; i++)
            scalings[i] = new Scaling(features[i].Name, normalizer.Means[i], normalizer.Scales[i]);
        return scalings;
    }

    private static Normalizer Restore(IReadOnlyList<FeatureDefinition> features, Scaling[] scalings)
    {
        if (scalings.Length != features.Count
            || !features.Select(f => f.Name).SequenceEqual(scalings.Select(s => s.Name)))
            throw new InvalidDataException("The feature workflow's columns are not those of the schema: train anew.");
        return new Normalizer(features, [.. scalings.Select(s => s.Mean)], [.. scalings.Select(s => s.Scale)]);
    }

    private sealed record Scaling(string Name, float Mean, float Scale);

    private sealed record Document(
        string Schema, int KnownProducts, long AsOfMs, string[] Countries, string[] Categories, string[] Brands,
        float[] PriceEdges, float[] CategoryTarget, Scaling[] UserDense, Scaling[] ItemDense, Scaling[] Cross);
}
