using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

/// <summary>A workflow of a few countries, categories and brands.</summary>
internal static class Vocabularies
{
    public static FeatureWorkflow Of(int products) => new()
    {
        KnownProducts = products,
        AsOfMs = 1,
        Countries = new CategoryVocabulary(["France", "Germany"]),
        Categories = new CategoryVocabulary(["mugs", "bags", "hats"]),
        Brands = new CategoryVocabulary(["a", "b", "c", "d"]),
        Prices = new PriceBuckets([1, 2]),
        CategoryTarget = new TargetEncoding([0.1f, 0.2f, 0.3f, 0.4f]),
        UserDense = Normalizer.Identity(FeatureSchema.UserDense),
        ItemDense = Normalizer.Identity(FeatureSchema.ItemDense),
        Cross = Normalizer.Identity(FeatureSchema.Cross),
    };
}
