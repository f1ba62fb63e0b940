using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Filtering;

[Collection(AloneCollection.Name)]
public sealed class RowScreenTests
{
    [Fact]
    public void Keep_AnyRows_LeavesWhatTheFiltersLeave()
    {
        var random = new Random(3);
        using var shop = new Shop(900, product => product with { Stock = product.Price % 3 == 0 ? 0 : null });
        var user = new UserHistory();
        for (int row = 0; row < 900; row += 7)
            user.Apply(new HistoryEvent(row, 1, 1, 1, InteractionType.Purchase));
        var context = Contexts.Of(
            shop.Products, Shop.Request() with { ExcludedRows = new HashSet<int> { 1, 2 }, AnchorRow = 5 }, user);
        foreach (int count in new[] { 0, 1, 255, 256, 257, 700 })
        {
            int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.Next(950))];
            float[] scores = [.. rows.Select(row => (float)row)];
            int[] expected =
            [
                .. rows.Where(row => row < 900 && row % 3 != 0 && row % 7 != 0 && row is not (1 or 2 or 5)),
            ];

            int kept = context.Screen.Keep(rows, scores);

            Assert.Equal(expected, rows[..kept]);
            Assert.Equal(expected.Select(row => (float)row), scores[..kept]);
            Assert.All(rows[..kept], row => Assert.True(context.Screen.Allows(row)));
        }
        Assert.False(context.Screen.Allows(2));
    }

    [Fact]
    public void Execute_SourceThatAsks_NeedsNoRefillAndTellsTheFates()
    {
        using var shop = new Shop(200, product => product with { Stock = product.Price < 90 ? 0 : null });
        shop.Serve(new AskingSource());

        var result = shop.Ask(Shop.Request(pageSize: 5) with { Trace = true });

        Assert.Equal(["p90", "p91", "p92", "p93", "p94"], result.Products.Select(one => one.ProductId));
        Assert.Equal(0, result.RefillRounds);
        Assert.Equal(10, result.Stages[(int)Stage.Retrieve].CandidatesOut);
        Assert.Equal(10, result.Stages[(int)Stage.Filter].CandidatesOut);
        Assert.Equal(Enumerable.Range(90, 10).Concat(Enumerable.Range(0, 90)), result.Trace.Select(one => one.Row));
        Assert.All(
            result.Trace.Skip(10),
            one => Assert.Equal(
                (CandidateFate.Unavailable, 1u, 0f, -1, $"p{one.Row}"),
                (one.Fate, one.Sources, one.RetrievalScore, one.Position, one.ProductId)));
    }

    [Fact]
    public void Execute_TurnedAwayByOneSourceAndBroughtByAnother_IsToldOnce()
    {
        using var shop = new Shop(20, product => product with { Stock = product.Price < 2 ? 0 : null });
        shop.Serve(new AskingSource(), new ListSource("list", 1, 7));

        var result = shop.Ask(Shop.Request() with { Trace = true });

        var told = Assert.Single(result.Trace, one => one.Row == 1);
        Assert.Equal((CandidateFate.Unavailable, 2u), (told.Fate, told.Sources));
        Assert.Single(result.Trace, one => one.Row == 0);
    }

    [Fact]
    public void Execute_TraceOfManyTurnedAway_IsBounded()
    {
        using var shop = new Shop(3_000, product => product with { Stock = 0 });
        shop.Serve(new AskingSource());

        var result = shop.Ask(Shop.Request() with { Trace = true });

        Assert.Equal(RowScreen.MostTraced, result.Trace.Count);
    }

    [Fact]
    public void Execute_FilterThatFailsWhileASourceAsks_EndsTheRequest()
    {
        using var shop = new Shop(5);
        shop.Serve(new PipelineDefinition
        {
            Name = "home", Sources = [new WeightedSource(new AskingSource(), 1)], Filters = [new FailingFilter()],
        });

        var error = Assert.Throws<FilterFailedException>(() => shop.Ask(Shop.Request()));

        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public void Keep_WithoutTrace_AllocatesNothing()
    {
        using var shop = new Shop(1_000, product => product with { Stock = product.Price % 2 == 0 ? 0 : null });
        var screen = Contexts.Of(shop.Products, Shop.Request()).Screen;
        int[] rows = new int[1_000];
        long least = long.MaxValue;
        for (int round = 0; round < 200; round++)
        {
            for (int i = 0; i < rows.Length; i++) rows[i] = i;
            long before = GC.GetAllocatedBytesForCurrentThread();
            int kept = screen.Keep(rows);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(500, kept);
        }

        Assert.Equal(0, least);
    }

    /// <summary>All products by row, those that may be shown.</summary>
    private sealed class AskingSource : ICandidateSource
    {
        public string Name => "asking";

        public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
        {
            int count = 0;
            for (int row = 0; row < context.Products.Count && count < rows.Length; row++)
                if (context.Screen.Allows(row)) (rows[count], scores[count++]) = (row, -row);
            return count;
        }
    }
}
