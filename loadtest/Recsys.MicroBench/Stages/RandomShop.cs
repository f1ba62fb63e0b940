using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.MicroBench.Stages;

/// <summary>Features and vectors drawn by a seed, where a benchmark needs only their shape.</summary>
internal static class RandomShop
{
    private static readonly string[] Categories = ["mugs", "bags", "hats", "else"], Brands = ["a", "b", "c", "d"];

    public static FeatureWorkflow Workflow(int products) => new()
    {
        KnownProducts = products,
        AsOfMs = 1,
        Countries = new CategoryVocabulary(["France", "Germany"]),
        Categories = new CategoryVocabulary(Categories),
        Brands = new CategoryVocabulary(Brands),
        Prices = new PriceBuckets([1, 2]),
        CategoryTarget = new TargetEncoding([0.1f, 0.2f, 0.3f, 0.4f, 0.5f]),
        UserDense = Normalizer.Identity(FeatureSchema.UserDense),
        ItemDense = Normalizer.Identity(FeatureSchema.ItemDense),
        Cross = Normalizer.Identity(FeatureSchema.Cross),
    };

    public static ItemColumns Columns(FeatureWorkflow workflow)
    {
        Product?[] products = [.. Enumerable.Range(0, workflow.KnownProducts).Select(i => new Product
        {
            Id = $"p{i}",
            Title = $"word{i % 997} word{i % 499} word{i % 251} word{i % 127} word{i % 61} word{i % 31}",
            Categories = [Categories[i % Categories.Length]],
            Brand = Brands[i % Brands.Length],
            Price = 1 + (i % 11),
        })];
        int[] rows = [.. Enumerable.Range(0, products.Length)];
        return ItemColumns.Build(
            workflow, ItemContent.Build(workflow, products, rows), new ItemStatistics(products.Length));
    }

    /// <summary>Unit vectors around the centres of clusters.</summary>
    public static float[] Vectors(int count, int dimension, int clusters, int seed)
    {
        var random = new Random(seed);
        var centres = new float[clusters * dimension];
        foreach (ref float value in centres.AsSpan()) value = Normal(random);
        var vectors = new float[count * dimension];
        for (int row = 0; row < count; row++)
        {
            int centre = random.Next(clusters) * dimension;
            var vector = vectors.AsSpan(row * dimension, dimension);
            double square = 0;
            for (int i = 0; i < dimension; i++)
            {
                vector[i] = centres[centre + i] + (0.6f * Normal(random));
                square += vector[i] * vector[i];
            }
            float scale = (float)(1 / Math.Sqrt(square));
            foreach (ref float value in vector) value *= scale;
        }
        return vectors;
    }

    // Box and Muller (1958).
    private static float Normal(Random random) => (float)(
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
