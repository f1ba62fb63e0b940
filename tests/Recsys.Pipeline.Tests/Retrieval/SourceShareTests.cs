using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Retrieval;

public sealed class SourceShareTests
{
    [Theory]
    [InlineData(0.5f, 0.7f, 30, 42)]
    [InlineData(0.1f, 0.3f, 15, 45)]
    public void Execute_Shares_AreScaledUpToAllCandidatesButNotDown(float one, float other, int first, int second)
    {
        using var shop = new Shop(100);
        ListSource a = new("a", [.. Enumerable.Range(0, 60)]), b = new("b", [.. Enumerable.Range(0, 60)]);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [new WeightedSource(a, one), new WeightedSource(b, other)],
        });

        shop.Ask(Shop.Request() with { CandidateCount = 60 });

        Assert.Equal([first], a.Asked);
        Assert.Equal([second], b.Asked);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(6, 60)]
    [InlineData(60, 6)]
    public void Execute_ASourceThatFills_IsAskedLastForWhatIsMissing(int found, int asked)
    {
        using var shop = new Shop(100);
        var filling = new ListSource("index", [.. Enumerable.Range(20, 80)]);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(filling, 0.1f) { Fills = true },
                new WeightedSource(new ListSource("list", [.. Enumerable.Range(0, found)]), 0.9f),
            ],
        });

        shop.Ask(Shop.Request() with { CandidateCount = 60 });

        Assert.Equal([asked], filling.Asked);
    }
}
