using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Recommendations;

public sealed class RecommendForUserTests
{
    [Fact]
    public async Task UnknownCustomer_GetsAnAnswerFlaggedAsColdStart()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "nobody", PageSize = 3 });

        Assert.Equal(["p9", "p8", "p7"], answer.Recommendations.Select(item => item.ProductId));
        Assert.Equal(0.09f, answer.Recommendations[0].Score);
        Assert.True(answer.Provenance.ColdStart);
        Assert.Equal("home", answer.Provenance.Pipeline);
        Assert.Equal(shop.Server.Server.ModelVersion, answer.Provenance.ModelVersion);
        Assert.Null(answer.Provenance.NewestInteractionTime);
        Assert.Empty(answer.Provenance.DegradedStages);
        Assert.Null(answer.Trace);
        Assert.NotEqual("", answer.AttributionToken);
    }

    [Fact]
    public async Task PageSize_NotGiven_IsTen()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Products.CreateProductAsync(new() { Product = new() { Id = "one-more" } });

        var answer = await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "nobody" });

        Assert.Equal(10, answer.Recommendations.Count);
    }

    [Fact]
    public async Task WrittenPurchase_CountsInTheNextAnswer()
    {
        await using var shop = await Shop.OpenAsync();
        var bought = new DateTime(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc);
        await shop.Interactions.WriteInteractionsAsync(new()
        {
            Interactions =
            {
                new Interaction
                {
                    Id = "i1", CustomerId = "ann", ProductId = "p9", Type = InteractionType.Purchase,
                    EventTime = Timestamp.FromDateTime(bought), Price = 9, Quantity = 1,
                },
            },
        });

        var without = await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "ann", PageSize = 2 });
        var with = await shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "ann", PageSize = 2, ExcludePurchased = false });

        Assert.Equal(["p8", "p7"], without.Recommendations.Select(item => item.ProductId));
        Assert.Equal(["p9", "p8"], with.Recommendations.Select(item => item.ProductId));
        Assert.False(without.Provenance.ColdStart);
        Assert.Equal(bought, without.Provenance.NewestInteractionTime.ToDateTime());
    }

    [Fact]
    public async Task AnonymousSession_IsKnownByItsInteractions()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Interactions.WriteInteractionsAsync(new()
        {
            Interactions =
            {
                new Interaction { Id = "i1", SessionId = "s1", ProductId = "p9", Type = InteractionType.Purchase },
            },
        });

        var answer = await shop.Recommendations.RecommendForUserAsync(new() { SessionId = "s1", PageSize = 1 });

        Assert.Equal("p8", Assert.Single(answer.Recommendations).ProductId);
        Assert.False(answer.Provenance.ColdStart);
    }

    [Fact]
    public async Task RecentEvents_CountForThisAnswerOnly()
    {
        await using var shop = await Shop.OpenAsync();
        var request = new RecommendForUserRequest
        {
            SessionId = "s1",
            PageSize = 1,
            RecentEvents =
            {
                new RecentEvent { ProductId = "p9", Type = InteractionType.Purchase },
                new RecentEvent { ProductId = "not in the catalogue", Type = InteractionType.View },
            },
        };

        var with = await shop.Recommendations.RecommendForUserAsync(request);
        request.RecentEvents.Clear();
        var without = await shop.Recommendations.RecommendForUserAsync(request);

        Assert.Equal("p8", Assert.Single(with.Recommendations).ProductId);
        Assert.Equal("p9", Assert.Single(without.Recommendations).ProductId);
    }

    [Fact]
    public async Task Filter_Exclusions_Country_Hold()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.RecommendForUserAsync(new()
        {
            CustomerId = "nobody",
            Filter = new() { Categories = { "odd" }, Brands = { "high", "other" }, MinPrice = 1, MaxPrice = 100 },
            ExcludeProductIds = { "p7", "unknown" },
            Context = new() { Country = "DE", Device = Device.Mobile, Page = "home" },
        });

        // Odd and high are p5, p7 and p9; p7 is excluded and p9 ships to France alone.
        Assert.Equal(["p5"], answer.Recommendations.Select(item => item.ProductId));
    }

    [Fact]
    public async Task Country_OfTheCustomersRecord_IsTakenWhereNoneIsGiven()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Customers.CreateCustomerAsync(new() { Customer = new() { Id = "ann", Country = "DE" } });

        var home = await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "ann", PageSize = 1 });
        var away = await shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "ann", PageSize = 1, Context = new() { Country = "FR" } });

        Assert.Equal("p8", Assert.Single(home.Recommendations).ProductId);
        Assert.Equal("p9", Assert.Single(away.Recommendations).ProductId);
    }

    [Fact]
    public async Task PromotionThreshold_LiftsPromotedProducts()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.RecommendForUserAsync(new()
        {
            CustomerId = "nobody", PageSize = 1, Ordering = new() { PromotionThreshold = 0.01f },
        });

        var first = Assert.Single(answer.Recommendations);
        Assert.Equal(("p3", 1f), (first.ProductId, first.Score));
    }

    [Fact]
    public async Task Seed_GivenBack_GivesTheSamePage()
    {
        await using var shop = await Shop.OpenAsync();
        var request = new RecommendForUserRequest { CustomerId = "nobody", Ordering = new() { Temperature = 1 } };

        var first = await shop.Recommendations.RecommendForUserAsync(request);
        request.Ordering.Seed = first.Provenance.Seed;
        var again = await shop.Recommendations.RecommendForUserAsync(request);
        request.Ordering.Seed = -1;
        var negative = await shop.Recommendations.RecommendForUserAsync(request);

        Assert.Equal(first.Recommendations, again.Recommendations);
        Assert.Equal(-1, negative.Provenance.Seed);
    }

    [Fact]
    public async Task FullView_TellsOfEveryCandidate()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.RecommendForUserAsync(new()
        {
            CustomerId = "nobody", PageSize = 2, ExcludeProductIds = { "p9" }, View = RecommendationView.Full,
        });

        var trace = answer.Trace;
        Assert.Equal(
            [Stage.Hydrate, Stage.Retrieve, Stage.Filter, Stage.Score, Stage.Order],
            trace.Stages.Select(stage => stage.Stage));
        Assert.Equal(9, trace.Stages.Single(stage => stage.Stage == Stage.Filter).OutputCount);
        var source = Assert.Single(trace.Sources);
        Assert.Equal(("every_product", 10, false), (source.Name, source.FoundCount, source.Failed));
        Assert.Equal(10, trace.Candidates.Count);
        var byId = trace.Candidates.ToDictionary(candidate => candidate.ProductId);
        Assert.Equal(CandidateFate.Excluded, byId["p9"].Fate);
        Assert.False(byId["p9"].HasScore);
        Assert.Equal((CandidateFate.Returned, 1), (byId["p7"].Fate, byId["p7"].Position));
        Assert.Equal(CandidateFate.BelowPage, byId["p1"].Fate);
        Assert.False(byId["p1"].HasPosition);
        Assert.Equal(["every_product"], byId["p1"].Sources);
        Assert.Equal("every_product", Assert.Single(answer.Recommendations[0].Reasons).Source);
        Assert.True(trace.DurationUs > 0);
    }

    [Fact]
    public async Task IncludeProducts_AndReasons_ComeWithEachRecommendation()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "nobody", PageSize = 1, IncludeProducts = true, IncludeReasons = true });

        var item = Assert.Single(answer.Recommendations);
        Assert.Equal(("Product 9", 9d, "high"), (item.Product.Title, item.Product.Price, item.Product.Brand));
        Assert.Single(item.Reasons);
        Assert.Null(answer.Trace);
    }

    [Fact]
    public async Task FailingSource_DegradesTheAnswerAndLeaksNothing()
    {
        await using var shop = await Shop.OpenAsync(source: new NoProduct());

        var answer = await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "nobody" });

        var degraded = Assert.Single(answer.Provenance.DegradedStages);
        Assert.Equal(
            (Stage.Retrieve, "no_product", DegradedReason.Failed),
            (degraded.Stage, degraded.Component, degraded.Reason));
        Assert.DoesNotContain("secret", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains(shop.Server.Log, line => line.Text.Contains("secret internals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BeforeTheFirstModel_IsUnavailableAndSaysWhenToRetry()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "nobody" }));

        Assert.Equal(
            (StatusCode.Unavailable, ErrorReasons.ModelNotReady), (error.StatusCode, ErrorDetails.ReasonOf(error)));
        Assert.Equal(5, ErrorDetails.Detail<Standard.Rpc.RetryInfo>(error).RetryDelay.Seconds);
    }

    [Fact]
    public async Task UnknownPipeline_IsNotFoundAndNamesThoseThereAre()
    {
        await using var shop = await Shop.OpenAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "nobody", Pipeline = "other" }));

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.PipelineNotFound), (error.StatusCode, ErrorDetails.ReasonOf(error)));
        Assert.Contains("home, similar", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyRequest_NamesWhatIsMissing()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(["customer_id"], await Shop.WrongFieldsOf(shop.Recommendations.RecommendForUserAsync(new())));
    }

    [Fact]
    public async Task EveryFieldWrong_NamesEachOfThem()
    {
        await using var shop = await Shop.OpenAsync();
        var request = new RecommendForUserRequest
        {
            CustomerId = new string('x', 129),
            SessionId = "a\u0007",
            RecentEvents =
            {
                new RecentEvent { Price = double.PositiveInfinity, Quantity = -1, EventTime = new() { Nanos = -1 } },
                new RecentEvent { ProductId = "p1", Type = (InteractionType)77 },
            },
            PageSize = -1,
            CandidateCount = 9,
            Filter = new() { Categories = { "" }, MinPrice = 5, MaxPrice = double.NaN },
            ExcludeProductIds = { "" },
            Context = new()
            {
                Device = (Device)99, Page = new string('x', 129), Country = new string('x', 65),
                RequestTime = new() { Seconds = 1_000_000_000_000 },
            },
            Ordering = new() { Temperature = float.NaN, Diversity = 1.1f, PromotionThreshold = -0.1f },
            Pipeline = "Not A Name",
            View = (RecommendationView)9,
        };

        string[] fields = await Shop.WrongFieldsOf(shop.Recommendations.RecommendForUserAsync(request));

        Assert.Equal(
            [
                "candidate_count", "context.country", "context.device", "context.page", "context.request_time",
                "customer_id", "exclude_product_ids[0]", "filter.categories[0]", "filter.max_price",
                "ordering.diversity", "ordering.promotion_threshold", "ordering.temperature", "page_size", "pipeline",
                "recent_events[0].event_time", "recent_events[0].price", "recent_events[0].product_id",
                "recent_events[0].quantity", "recent_events[0].type", "recent_events[1].type", "session_id", "view",
            ],
            fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(501, 0, "page_size")]
    [InlineData(1_000_000_000, 0, "page_size")]
    [InlineData(int.MinValue, 0, "page_size")]
    [InlineData(10, 10_001, "candidate_count")]
    [InlineData(10, -1, "candidate_count")]
    [InlineData(100, 50, "candidate_count")]
    public async Task SizesOutOfRange_AreRefused(int pageSize, int candidateCount, string wrong)
    {
        await using var shop = await Shop.OpenAsync();

        string[] fields = await Shop.WrongFieldsOf(shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "a", PageSize = pageSize, CandidateCount = candidateCount }));

        Assert.Equal(wrong.Split(','), fields);
    }

    [Fact]
    public async Task ListsTooLong_AreRefusedWithoutLookingAtTheirEntries()
    {
        await using var shop = await Shop.OpenAsync();
        var request = new RecommendForUserRequest { CustomerId = "a" };
        request.ExcludeProductIds.Add(Enumerable.Repeat("", 1001));
        request.RecentEvents.Add(Enumerable.Range(0, 257).Select(_ => new RecentEvent()));
        request.Filter = new();
        request.Filter.Brands.Add(Enumerable.Repeat("", 101));

        Assert.Equal(
            ["recent_events", "filter.brands", "exclude_product_ids"],
            await Shop.WrongFieldsOf(shop.Recommendations.RecommendForUserAsync(request)));
    }

    [Fact]
    public async Task ThousandBadIds_AreToldInFewSentences()
    {
        await using var shop = await Shop.OpenAsync();
        var request = new RecommendForUserRequest { CustomerId = "a" };
        request.ExcludeProductIds.Add(Enumerable.Repeat("", 1000));

        Assert.Equal(32, (await Shop.WrongFieldsOf(shop.Recommendations.RecommendForUserAsync(request))).Length);
    }

    [Fact]
    public async Task LargestPage_OfTheMostCandidates_IsAnswered()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "a", PageSize = 500, CandidateCount = 10_000 });

        Assert.Equal(10, answer.Recommendations.Count);
    }
}
