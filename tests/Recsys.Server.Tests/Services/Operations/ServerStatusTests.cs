using Grpc.Core;
using Recsys.Server.Services.Operations;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Operations;

public sealed class ServerStatusTests
{
    private const string Recommend = "recsys.v1.RecommendationService/RecommendForUser";
    private const string Write = "recsys.v1.InteractionService/WriteInteractions";
    private const string Watch = "recsys.v1.OperationsService/WatchServerStatus";

    [Fact]
    public async Task Get_AfterCalls_TellsOfEachMethod()
    {
        await using var shop = await Shop.OpenAsync();
        for (int i = 0; i < 3; i++) await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "c" });
        await Shop.WrongFieldsOf(shop.Recommendations.RecommendForUserAsync(new() { PageSize = -1, CustomerId = "c" }));

        var status = await StatusOf(shop);

        var method = Assert.Single(status.Methods, method => method.Method == Recommend);
        Assert.Equal((4, 4, 0), (method.TotalCalls, method.Latency.Count, method.ActiveCalls));
        Assert.True(method.CallsPerSecond > 0);
        // What its caller did wrong is no error of the server.
        Assert.Equal(0, method.ErrorsPerSecond);
        Assert.InRange(method.Latency.P50Ms, 1e-3, method.Latency.P99Ms);
        Assert.InRange(method.Latency.P99Ms, method.Latency.P90Ms, method.Latency.MaxMs);
        Assert.DoesNotContain(status.Methods, method => method.Method == Write);
    }

    [Fact]
    public async Task Get_WithoutAModel_CountsWhatTheServerCouldNotAnswer()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await Shop.FailureOf(shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "c" }));

        var status = await StatusOf(shop);

        Assert.True(Assert.Single(status.Methods, method => method.Method == Recommend).ErrorsPerSecond > 0);
        Assert.Null(status.LiveModel);
        Assert.Null(status.Cache);
    }

    [Fact]
    public async Task Get_TellsWhatIsHeld()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Server.Server.Store.CheckpointAsync();

        var status = await StatusOf(shop);

        Assert.Equal((10, 0), (status.Store.ProductCount, status.Store.InteractionCount));
        Assert.Equal(shop.Server.Server.ModelVersion, status.LiveModel.Version);
        Assert.True(status.StartTime <= status.LiveModel.LiveTime && status.LiveModel.LiveTime <= status.Time);
        Assert.Equal(16 << 20, status.Memory.StateBudgetBytes);
        Assert.InRange(status.Memory.StateBytes, 1, status.Memory.StateBudgetBytes);
        Assert.InRange(status.Memory.ManagedBytes, 1, status.Memory.ResidentBytes);
        Assert.Equal(Environment.ProcessorCount, status.Memory.ProcessorCount);
        Assert.InRange(status.Memory.GcPauseRatio, 0, 1);
        Assert.True(status.Journal.DurablePosition > status.Journal.BeginPosition);
        Assert.Equal(status.Journal.DurablePosition, status.Journal.CheckpointPosition);
        Assert.Equal(10, status.WindowSeconds);
        Assert.NotEqual("", status.ServerVersion);
    }

    [Fact]
    public async Task Get_AfterInteractions_TellsRatesAndFreshness()
    {
        await using var shop = await Shop.OpenAsync();
        var batch = new WriteInteractionsRequest
        {
            Interactions =
            {
                new Interaction { Id = "1", CustomerId = "c", ProductId = "p1", Type = InteractionType.View },
                new Interaction { Id = "2", CustomerId = "c", ProductId = "p2", Type = InteractionType.View },
                new Interaction { Id = "3", CustomerId = "c", ProductId = "unknown", Type = InteractionType.View },
                new Interaction { Id = "4", CustomerId = "c", ProductId = "p1" },
            },
        };
        await shop.Interactions.WriteInteractionsAsync(batch);
        await shop.Interactions.WriteInteractionsAsync(batch);
        using var stream = shop.Interactions.IngestInteractions();
        await stream.RequestStream.WriteAsync(new IngestInteractionsRequest
        {
            BatchNumber = 1,
            Interactions =
            {
                new Interaction { Id = "5", CustomerId = "c", ProductId = "p3", Type = InteractionType.Purchase },
            },
        });
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));

        var ingestion = (await StatusOf(shop)).Ingestion;
        await stream.RequestStream.CompleteAsync();

        Assert.Equal(1, ingestion.OpenStreams);
        // Two batches made something new; three, two and four interactions, over the same time.
        Assert.Equal(2, ingestion.Freshness.Count);
        Assert.InRange(ingestion.Freshness.P50Ms, 1e-3, ingestion.Freshness.MaxMs);
        Assert.True(ingestion.AcceptedPerSecond > 0);
        Assert.Equal(ingestion.AcceptedPerSecond * 2 / 3, ingestion.DuplicatesPerSecond, 1e-9);
        Assert.Equal(ingestion.AcceptedPerSecond * 4 / 3, ingestion.RejectedPerSecond, 1e-9);
        Assert.NotNull(ingestion.NewestInteractionTime);
    }

    [Fact]
    public async Task Watch_SendsAtOnceAndAgain()
    {
        await using var shop = await Shop.OpenAsync();
        using var watching = shop.Operations.WatchServerStatus(new() { IntervalMs = 100 });

        Assert.True(await watching.ResponseStream.MoveNext(CancellationToken.None));
        var first = watching.ResponseStream.Current.Status;
        Assert.True(await watching.ResponseStream.MoveNext(CancellationToken.None));
        var second = watching.ResponseStream.Current.Status;

        Assert.True(second.Time > first.Time);
        Assert.Equal(1, Assert.Single(second.Methods, method => method.Method == Watch).ActiveCalls);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(60_001)]
    [InlineData(-1)]
    public async Task Watch_WithWrongInterval_NamesTheField(int intervalMs)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var watching = shop.Operations.WatchServerStatus(new() { IntervalMs = intervalMs });

        var error = await Assert.ThrowsAsync<RpcException>(
            () => watching.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        var violations = ErrorDetails.Detail<Recsys.Standard.Rpc.BadRequest>(error).FieldViolations;
        Assert.Equal("interval_ms", Assert.Single(violations).Field);
    }

    [Fact]
    public async Task Watch_WhenTheServerStops_EndsWithTheReason()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var watching = shop.Operations.WatchServerStatus(new() { IntervalMs = 60_000 });
        Assert.True(await watching.ResponseStream.MoveNext(CancellationToken.None));

        var next = watching.ResponseStream.MoveNext(CancellationToken.None);
        await shop.Server.Server.StopAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => next);
        Assert.Equal(
            (StatusCode.Unavailable, ErrorReasons.ServerStopping), (error.StatusCode, ErrorDetails.ReasonOf(error)));
    }

    [Fact]
    public async Task Watch_BeyondTheMost_IsTurnedAwayUntilOneLeaves()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var watching = new List<AsyncServerStreamingCall<WatchServerStatusResponse>>();
        for (int i = 0; i < WatchRoom.Most; i++)
        {
            watching.Add(shop.Operations.WatchServerStatus(new() { IntervalMs = 60_000 }));
            Assert.True(await watching[i].ResponseStream.MoveNext(CancellationToken.None));
        }

        using var further = shop.Operations.WatchServerStatus(new());
        var error = await Assert.ThrowsAsync<RpcException>(
            () => further.ResponseStream.MoveNext(CancellationToken.None));
        foreach (var one in watching) one.Dispose();

        Assert.Equal(
            (StatusCode.Unavailable, ErrorReasons.Overloaded), (error.StatusCode, ErrorDetails.ReasonOf(error)));
        Assert.NotNull(ErrorDetails.Detail<Recsys.Standard.Rpc.RetryInfo>(error).RetryDelay);
    }

    private static async Task<ServerStatus> StatusOf(Shop shop) =>
        (await shop.Operations.GetServerStatusAsync(new())).Status;
}
