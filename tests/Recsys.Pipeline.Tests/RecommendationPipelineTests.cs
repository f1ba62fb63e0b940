using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests;

public class RecommendationPipelineTests
{
    [Fact]
    public void Execute_NoSnapshot_SaysSo()
    {
        using var shop = new Shop(1);

        var result = shop.Ask(Shop.Request());

        Assert.Equal(RecommendationOutcome.NoSnapshot, result.Outcome);
        Assert.Empty(result.Products);
    }

    [Fact]
    public void Execute_UnknownPipeline_SaysSo()
    {
        using var shop = new Shop(1).Serve(new ListSource("list", 0));

        var result = shop.Ask(Shop.Request() with { Pipeline = "nowhere" });

        Assert.Equal(RecommendationOutcome.UnknownPipeline, result.Outcome);
    }

    [Fact]
    public void Execute_TwoSources_MergesByRow()
    {
        using var shop = new Shop(10).Serve(new ListSource("a", 1, 2, 3), new ListSource("b", 3, 1, 5));

        var result = shop.Ask(Shop.Request(pageSize: 10));

        Assert.Equal(["p1", "p3", "p2", "p5"], Ids(result));
        Assert.Equal(["a", "b"], result.NamesOf(result.Products[0].Sources));
        Assert.Equal(["a"], result.NamesOf(result.Products[2].Sources));
        // Ranks 1 and 2 of two sources of equal weight: (61/61 + 61/62) / 2.
        Assert.Equal((1 + 61f / 62) / 2, result.Products[0].RetrievalScore, 6);
    }

    [Fact]
    public void Execute_ScoredCandidates_OrdersByScore()
    {
        using var shop = new Shop(10);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [new WeightedSource(new ListSource("list", 0, 1, 2, 3, 4), 1)],
            Scorer = new FixedScorer(row => row / 10f),
        });

        var result = shop.Ask(Shop.Request());

        Assert.Equal(["p4", "p3", "p2"], Ids(result));
        Assert.Equal(0.4f, result.Products[0].Score);
        Assert.Equal("v1", result.ModelVersion);
    }

    [Fact]
    public void Execute_SourceWithNothingToGoOn_IsAsIfItWereNotThere()
    {
        var (a, b) = (new ListSource("a", 1, 2, 3), new ListSource("b", 3, 1, 5));
        using var shop = new Shop(10).Serve(a, new SilentSource(), b);

        var result = shop.Ask(Shop.Request(pageSize: 10));

        Assert.Equal(["p1", "p3", "p2", "p5"], Ids(result));
        Assert.Equal((1 + 61f / 62) / 2, result.Products[0].RetrievalScore, 6);
        // Each of the two is asked for half, and nobody waits for the third in a round of refilling.
        Assert.Equal(a.Asked, b.Asked);
        using var without = new Shop(10).Serve(new ListSource("a", 1, 2, 3), new ListSource("b", 3, 1, 5));
        Assert.Equal(without.Ask(Shop.Request(pageSize: 10)).Sources[0].Asked, result.Sources[0].Asked);
        Assert.Equal(new SourceFigures("silent", 0, 0, 0, 0, false), result.Sources[1]);
    }

    [Fact]
    public void Execute_FailingSource_AnswersFromTheOthersAndReports()
    {
        using var shop = new Shop(3).Serve(new FailingSource("broken"), new ListSource("list", 0, 1, 2));

        var result = shop.Ask(Shop.Request());

        Assert.Equal(["p0", "p1", "p2"], Ids(result));
        var degraded = Assert.Single(result.Degraded);
        Assert.Equal("retrieve.broken", degraded.Name);
        Assert.IsType<InvalidOperationException>(degraded.Error);
        Assert.True(result.Sources[0].Failed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Execute_FailingScorer_FallsBackToRetrievalScores(bool returnsNaN)
    {
        using var shop = new Shop(3);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [new WeightedSource(new ListSource("list", 2, 1, 0), 1)],
            Scorer = new FixedScorer(row =>
                returnsNaN ? (row == 1 ? float.NaN : row) : throw new IOException("no ranker")),
        });

        var result = shop.Ask(Shop.Request());

        Assert.Equal(["p2", "p1", "p0"], Ids(result));
        Assert.All(result.Products, product => Assert.Equal(product.RetrievalScore, product.Score));
        Assert.Equal("score.fixed", Assert.Single(result.Degraded).Name);
    }

    [Fact]
    public void Execute_FailingOrdering_TakesTheBestScoresAndReports()
    {
        using var shop = new Shop(5);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [new WeightedSource(new ListSource("list", 0, 1, 2, 3, 4), 1)],
            Scorer = new FixedScorer(row => row % 3),
            Ordering = new FailingOrdering(),
        });

        var result = shop.Ask(Shop.Request());

        Assert.Equal(["p2", "p1", "p4"], Ids(result));
        Assert.Equal("order.failing", Assert.Single(result.Degraded).Name);
    }

    [Fact]
    public void Execute_FailingFilter_EndsTheRequest()
    {
        using var shop = new Shop(5);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [new WeightedSource(new ListSource("list", 0, 1, 2), 1)],
            Filters = [.. StandardFilters.All, new FailingFilter()],
        });

        Assert.Throws<IOException>(() => shop.Ask(Shop.Request()));
    }

    [Fact]
    public async Task Execute_ManyAtOnce_AnswersEachAsIfItWereAlone()
    {
        using var shop = new Shop(3_000, product => product with { Stock = (int)product.Price % 3 == 0 ? 0 : null });
        shop.Serve(new CountingSource("a", 0), new CountingSource("b", 100));
        var requests = Enumerable.Range(0, 40).Select(i => Shop.Request(1 + i % 20, 10 + i * 25) with
        {
            Seed = (ulong)i, Temperature = i % 2, Diversity = i % 3 * 0.4f, Trace = i % 4 == 0,
        }).ToArray();
        string[] alone = [.. requests.Select(request => string.Join(' ', Ids(shop.Ask(request))))];

        await Parallel.ForAsync(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellation) =>
        {
            var result = await shop.Pipeline.ExecuteAsync(requests[i % requests.Length], cancellation);
            Assert.Equal(alone[i % alone.Length], string.Join(' ', Ids(result)));
        });
    }

    [Fact]
    public void Execute_FailingHistoryStore_AnswersAsForANewcomerAndReports()
    {
        using var shop = new Shop(3).Serve(new ListSource("list", 0, 1, 2));
        shop.Histories.Fail("c");

        var result = shop.Ask(Shop.Request() with { CustomerId = "c" });

        Assert.Equal(3, result.Products.Count);
        Assert.True(result.ColdStart);
        Assert.Equal("hydrate.history", Assert.Single(result.Degraded).Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Execute_ForAProduct_IsAColdStartWhereBehaviourSaysNothing(bool bought)
    {
        using var shop = new Shop(10);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(bought ? new ListSource("together", 3) : new ListSource("together"), 1)
                {
                    Behavioral = true,
                },
                new WeightedSource(new ListSource("content", 1, 2), 1),
            ],
        });

        var result = shop.Ask(Shop.Request() with { AnchorRow = 0 });

        Assert.Equal(!bought, result.ColdStart);
    }

    [Fact]
    public void Execute_EnoughFromPrimarySources_LeavesFallbacksAlone()
    {
        var fallback = new ListSource("popular", 9);
        using var shop = new Shop(10);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(new ListSource("list", 0, 1, 2, 3, 4), 1),
                new WeightedSource(fallback, 1, Fallback: true),
            ],
        });

        var result = shop.Ask(Shop.Request());

        Assert.Empty(fallback.Asked);
        Assert.Equal(0, result.FallbackCount);
    }

    [Fact]
    public void Execute_TooFewFromPrimarySources_AsksFallbacks()
    {
        using var shop = new Shop(10);
        shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(new ListSource("list", 4), 1),
                new WeightedSource(new ListSource("popular", 9, 4, 8), 0.1f, Fallback: true),
            ],
        });

        var result = shop.Ask(Shop.Request());

        Assert.Equal(["p4", "p9", "p8"], Ids(result));
        Assert.Equal(2, result.FallbackCount);
        Assert.All(result.Products, product => Assert.InRange(product.RetrievalScore, 0, 1));
    }

    [Fact]
    public void Execute_FiltersLeaveTooFew_RefillsWithinBounds()
    {
        // Every product below 30 is sold out: the first 10 candidates all go, and so do most of the next 40.
        using var shop = new Shop(200, product => product with { Stock = product.Price < 30 ? 0 : null });
        shop.Serve(new CountingSource("counting", 0));

        var result = shop.Ask(Shop.Request(pageSize: 5));

        Assert.Equal(["p30", "p31", "p32", "p33", "p34"], Ids(result));
        Assert.Equal(1, result.RefillRounds);
        Assert.Equal(
            new SourceFigures("counting", 40, 40, 40, result.Sources[0].Microseconds, false), result.Sources[0]);
        Assert.Equal(10, result.Stages[(int)Stage.Score].CandidatesIn);
    }

    [Fact]
    public void Execute_NothingPassesTheFilters_StopsAfterBoundedRounds()
    {
        using var shop = new Shop(2_000, product => product with { Stock = 0 });
        shop.Serve(new CountingSource("counting", 0));

        var result = shop.Ask(Shop.Request());

        Assert.Empty(result.Products);
        Assert.Equal(PipelineLimits.MaxRefillRounds, result.RefillRounds);
        Assert.Equal(160, result.Sources[0].New);
    }

    [Fact]
    public void Execute_ExhaustedSource_IsNotAskedAgain()
    {
        var source = new ListSource("list", 0, 1);
        using var shop = new Shop(2, product => product with { Stock = 0 }).Serve(source);

        var result = shop.Ask(Shop.Request());

        Assert.Equal([10], source.Asked);
        Assert.Equal(0, result.RefillRounds);
    }

    [Fact]
    public void Execute_SessionEvents_TakeEffectAtOnce()
    {
        using var shop = new Shop(5).Serve(new ListSource("list", 0, 1, 2));
        var bought = new HistoryEvent(0, Shop.NowMs - 5, 1, 1, InteractionType.Purchase);
        shop.Histories.Put("c", bought with { ProductRow = 1, TimeMs = Shop.NowMs - 9 });

        var result = shop.Ask(Shop.Request() with { CustomerId = "c", SessionEvents = [bought] });

        Assert.Equal(["p2"], Ids(result));
        Assert.False(result.ColdStart);
        Assert.Equal(Shop.NowMs - 5, result.NewestInteractionMs);
    }

    [Fact]
    public void Execute_SessionEventThatIsStored_CountsOnce()
    {
        long count = -1;
        var seen = new HistoryEvent(0, Shop.NowMs - 5, 1, 1, InteractionType.View);
        using var shop = new Shop(5).Serve(new SpySource(context => count = context.User.TotalCount));
        shop.Histories.Put("c", seen);

        shop.Ask(Shop.Request() with { CustomerId = "c", SessionEvents = [seen, seen with { TimeMs = Shop.NowMs }] });

        Assert.Equal(2, count);
    }

    [Fact]
    public void Execute_Trace_TellsEveryCandidatesFate()
    {
        using var shop = new Shop(4, product => product with { Stock = product.Id == "p2" ? 0 : null });
        shop.Serve(new ListSource("list", 3, 77, 2, 1, 0));

        var result = shop.Ask(Shop.Request(pageSize: 2) with { Trace = true, ExcludedRows = new HashSet<int> { 1 } });

        Assert.Equal(
            [
                (3, "p3", CandidateFate.Returned, 0), (77, "", CandidateFate.NotInCatalogue, -1),
                (2, "p2", CandidateFate.Unavailable, -1), (1, "p1", CandidateFate.Excluded, -1),
                (0, "p0", CandidateFate.Returned, 1),
            ],
            result.Trace.Select(traced => (traced.Row, traced.ProductId, traced.Fate, traced.Position)));
        Assert.Equal([true, false, false, false, true], result.Trace.Select(traced => traced.Score is not null));
    }

    [Fact]
    public void Execute_MorePassAfterRefillThanWanted_RanksOnlyTheWanted()
    {
        using var shop = new Shop(200, product => product with { Stock = product.Price < 9 ? 0 : null });
        shop.Serve(new CountingSource("counting", 0));

        var result = shop.Ask(Shop.Request(pageSize: 5) with { Trace = true });

        Assert.Equal(10, result.Trace.Count(traced => traced.Score is not null));
        Assert.Equal(21, result.Trace.Count(traced => traced.Fate == CandidateFate.NotRanked));
    }

    [Fact]
    public async Task Execute_Cancelled_ThrowsAndFreesTheLease()
    {
        using var cancellation = new CancellationTokenSource();
        var owned = new CountedResource();
        using var shop = new Shop(1);
        shop.Serve(
            new PipelineDefinition
            {
                Name = "home",
                Sources = [new WeightedSource(new SpySource(_ => cancellation.Cancel()), 1)],
            },
            owned);

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await shop.Pipeline.ExecuteAsync(Shop.Request(), cancellation.Token));
        shop.Snapshots.Dispose();

        Assert.Equal(1, owned.Disposals);
    }

    [Fact]
    public void Execute_OutOfBounds_IsRefused()
    {
        using var shop = new Shop(1).Serve(new ListSource("list", 0));

        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Ask(Shop.Request(pageSize: 501)));
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Ask(Shop.Request() with { Temperature = float.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Ask(Shop.Request() with { Diversity = 1.5f }));
    }

    private static IEnumerable<string> Ids(RecommendationResult result) =>
        result.Products.Select(product => product.ProductId);
}
