using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

public sealed class RankerModuleTests
{
    [Fact]
    public void Create_Standard_HasTheParametersOfEarlierVersions()
    {
        using var module = RankerModule.Create(RankerDescription.Standard, Vocabularies.Of(9), 0.1, seed: 1);

        string[] parameters =
            [.. module.Parameters.Select(p => $"{p.Name} {string.Join('x', p.Shape)}{(p.Sparse ? " sparse" : "")}")];
        Assert.Equal(
        [
            "user_weight_1 64x12", "user_bias_1 64", "user_weight_2 32x64", "user_bias_2 32",
            "user_country_embedding 3x32", "user_category_embedding 4x32",
            "item_weight_1 128x24", "item_bias_1 128", "item_weight_2 32x128", "item_bias_2 32",
            "product_embedding 10x32 sparse", "category_embedding 4x32", "brand_embedding 5x32",
            "price_embedding 4x32",
            "top_user_weight 128x96", "top_item_weight 128x32", "top_pair_weight 128x28", "top_bias_1 128",
            "top_weight_2 64x128", "top_bias_2 64", "top_weight_3 1x64", "top_bias_3 1",
        ], parameters);
    }

    [Fact]
    public void Create_Reference_SharesTablesBetweenIdsOfOneSpace()
    {
        using var module = RankerModule.Create(RankerDescription.Reference(8), Vocabularies.Of(9), 0.1, seed: 1);

        Assert.Equal(
            ["product_embedding", "user_category_embedding", "user_country_embedding", "brand_embedding",
                "category_embedding", "price_embedding", "word_embedding"],
            module.Parameters.Where(p => p.Name.EndsWith("_embedding", StringComparison.Ordinal))
                .Select(p => p.Name).Order(StringComparer.Ordinal)
                .OrderBy(name => name is "brand_embedding" or "category_embedding" or "price_embedding"
                    or "word_embedding"));
        Assert.Equal([512, 210], module.Parameters.Single(p => p.Name == "top_pair_weight").Shape);
        Assert.Equal([512, 88], module.Parameters.Single(p => p.Name == "top_user_weight").Shape);
        Assert.DoesNotContain(module.Parameters, p => p.Name is "top_item_weight" or "item_weight_1");
    }

    [Theory]
    [MemberData(nameof(Shapes.All), MemberType = typeof(Shapes))]
    public void Forward_AnyShape_IsWhatTheFormulaSays(string name)
    {
        var shape = Shapes.ByName(name);
        var workflow = Vocabularies.Of(9);
        using var module = RankerModule.Create(shape, workflow, 0.3, seed: 5);
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 5, seed: 3);
        var scores = new float[10];

        int written = RankerModule.Run(module, RankerModule.ForwardMethod, inputs, scores);

        double[] expected = new DlrmFormula(shape, module).Forward(inputs);
        Assert.Equal(10, written);
        for (int i = 0; i < scores.Length; i++) Assert.Equal(expected[i], scores[i], 1e-5);
    }

    [Fact]
    public void Step_ReferenceShape_LearnsThroughTheSharedTables()
    {
        var shape = RankerDescription.Reference(8) with { UserHidden = [16], TopHidden = [16, 8] };
        var workflow = Vocabularies.Of(9);
        using var module = RankerModule.Create(shape, workflow, 0.5, seed: 5);
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions { LearningRate = 0.02 });
        var inputs = Batches.Gather(shape, workflow, users: 1, items: 6, seed: 3);
        float[] labels = [1, 0, 1, 0, 0, 1], offsets = new float[6];

        float first = RankerModule.Step(trainer, inputs, labels, offsets), last = first;
        for (int step = 0; step < 60; step++) last = RankerModule.Step(trainer, inputs, labels, offsets);

        Assert.InRange(last, 0, first / 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Create_ShareOutOfRange_IsRefused(double share) => Assert.Throws<ArgumentException>(
        () => RankerModule.Create(RankerDescription.Standard, Vocabularies.Of(9), share, seed: 1));
}
