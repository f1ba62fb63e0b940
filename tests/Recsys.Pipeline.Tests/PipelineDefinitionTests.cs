using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests;

public class PipelineDefinitionTests
{
    [Fact]
    public void TwoPipelines_ComposedAsData_RunSideBySide()
    {
        using var shop = new Shop(50, product => product with { Categories = [$"category {(int)product.Price % 5}"] });

        // A home page and a product page: everything there is to write for both.
        var tower = new CountingSource("two_tower", 10);
        var neighbours = new ListSource("item_to_item", 4, 9, 14);
        var popular = new ListSource("popular", 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var home = new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(tower, Share: 0.6f),
                new WeightedSource(neighbours, Share: 0.4f) { Weight = 2 },
                new WeightedSource(popular, Share: 1, Fallback: true) { Weight = 0.1f },
            ],
            Filters = [.. StandardFilters.All, new EvenRowsOnly()],
            Scorer = new FixedScorer(row => row / 100f),
        };
        var similar = new PipelineDefinition { Name = "similar", Sources = [new WeightedSource(neighbours, Share: 1)] };
        shop.Snapshots.Replace(new PipelineSnapshot("v1", [home, similar]));

        Assert.Equal(["p14", "p12", "p10"], Ids(shop.Ask(Shop.Request())));
        Assert.Equal(["p4", "p14"], Ids(shop.Ask(Shop.Request() with { Pipeline = "similar", AnchorRow = 9 })));
    }

    [Fact]
    public void Sources_Wrong_AreRefusedByName()
    {
        var list = new ListSource("list", 1);

        Assert.Contains("1 to 32", Refusal());
        Assert.Contains("'list'", Refusal(new WeightedSource(list, 1), new WeightedSource(list, 1)));
        Assert.Contains("share of source 'list'", Refusal(new WeightedSource(list, 0)));
        Assert.Contains("weight of source 'list'", Refusal(new WeightedSource(list, 1) { Weight = float.NaN }));
    }

    [Fact]
    public void Snapshot_TwoPipelinesOfOneName_IsRefused()
    {
        var definition = new PipelineDefinition
        {
            Name = "home", Sources = [new WeightedSource(new ListSource("list", 1), 1)],
        };

        var error = Assert.Throws<ArgumentException>(() => new PipelineSnapshot("v1", [definition, definition]));
        Assert.Contains("'home'", error.Message);
    }

    private static string Refusal(params WeightedSource[] sources) =>
        Assert.Throws<ArgumentException>(() => new PipelineDefinition { Name = "home", Sources = sources }).Message;

    private static IEnumerable<string> Ids(RecommendationResult result) =>
        result.Products.Select(product => product.ProductId);

    private sealed class EvenRowsOnly : ICandidateFilter
    {
        public string Name => "even_rows";

        public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
        {
            for (int i = 0; i < rows.Length; i++)
                if (fates[i] == CandidateFate.Kept && rows[i] % 2 != 0) fates[i] = CandidateFate.FilteredOut;
        }
    }
}
