using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Standard.Rpc;
using Recsys.V1;

namespace Recsys.Client.Tests;

public sealed class RecsysExceptionTests
{
    private static readonly RecommendForUserRequest Ask = new() { CustomerId = "17850" };

    [Fact]
    public async Task Failure_WithDetails_IsTyped()
    {
        var info = new ErrorInfo { Reason = ErrorReasons.ModelNotReady, Domain = ErrorReasons.Domain };
        info.Metadata["model"] = "none";
        var error = await FailAsync(Failure.Of(
            StatusCode.Internal, "No model yet.", info,
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)) }));

        Assert.Equal(ErrorReasons.ModelNotReady, error.Reason);
        Assert.Equal("none", error.Metadata["model"]);
        Assert.Equal(TimeSpan.FromSeconds(1.5), error.RetryAfter);
        Assert.Equal("Internal: No model yet.", error.Message);
        Assert.Empty(error.InvalidFields);
    }

    [Fact]
    public async Task Failure_WithBadRequest_NamesEveryField()
    {
        var bad = new BadRequest();
        bad.FieldViolations.Add([
            new BadRequest.Types.FieldViolation { Field = "page_size", Description = "must be 1–500." },
            new BadRequest.Types.FieldViolation { Field = "context.country", Description = "is too long." },
        ]);
        var error = await FailAsync(Failure.Of(StatusCode.InvalidArgument, "Wrong.", bad));

        Assert.Equal(
            [new InvalidField("page_size", "must be 1–500."),
                new InvalidField("context.country", "is too long.")],
            error.InvalidFields);
    }

    [Fact]
    public async Task Failure_WithMangledDetails_KeepsItsStatus()
    {
        var error = await FailAsync(Failure.WithDetails(StatusCode.NotFound, "Gone.", [0xff, 0xff, 0xff]));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal("", error.Reason);
    }

    [Fact]
    public async Task Failure_WithUnknownDetails_IgnoresThem()
    {
        var error = await FailAsync(Failure.Of(StatusCode.NotFound, "Gone.", new Empty()));

        Assert.Equal("", error.Reason);
        Assert.Null(error.RetryAfter);
    }

    [Fact]
    public async Task Failure_OfABlockingCall_IsTyped()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(StatusCode.NotFound, "Gone.", new ErrorInfo { Reason = "R" }));

        var error = Assert.Throws<RecsysException>(() => client.Recommendations.RecommendForUser(Ask));

        Assert.Equal("R", error.Reason);
    }

    [Fact]
    public async Task Failure_OfAServerStream_IsTypedWhereItIsRead()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(StatusCode.Aborted, "Stop.", new ErrorInfo { Reason = "R" }));
        using var stream = client.Models.WatchTraining(new WatchTrainingRequest());

        Assert.True(await stream.ResponseStream.MoveNext());
        var error = await Assert.ThrowsAsync<RecsysException>(() => stream.ResponseStream.MoveNext());

        Assert.Equal("R", error.Reason);
    }

    [Fact]
    public async Task Failure_OfAClientStream_IsTypedInItsAnswer()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(StatusCode.Unimplemented, "Not yet.", new ErrorInfo { Reason = "R" }));
        using var stream = client.Products.ImportProducts();
        await stream.RequestStream.WriteAsync(new ImportProductsRequest());
        await stream.RequestStream.CompleteAsync();

        var error = await Assert.ThrowsAsync<RecsysException>(async () => await stream);

        Assert.Equal("R", error.Reason);
    }

    [Fact]
    public async Task Failure_WithNoServerThere_IsUnavailable()
    {
        string address;
        await using (var server = await ScriptedServer.StartAsync()) address = server.Address;
        using var client = RecsysClient.Connect(address, new() { MaxAttempts = 1 });

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.IsAssignableFrom<RpcException>(error);
    }

    private static async Task<RecsysException> FailAsync(RpcException failure)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(failure);
        return await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));
    }
}
