using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Rpc;
using Recsys.Storage.Errors;

namespace Recsys.Server.Tests.Errors;

public sealed class ErrorTests
{
    private const string Secret = "/secret/path and internals";

    [Fact]
    public async Task Unary_UnexpectedFailure_IsInternalWithAnIdThatTheLogExplains()
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = new InvalidOperationException(Secret);
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Equal("INTERNAL_ERROR", ErrorDetails.ReasonOf(error));
        Assert.DoesNotContain("secret", ErrorDetails.StatusOf(error).ToString(), StringComparison.Ordinal);
        string id = ErrorDetails.Detail<RequestInfo>(error).RequestId;
        string line = Assert.Single(test.Errors);
        Assert.Contains(id, line, StringComparison.Ordinal);
        Assert.Contains(Secret, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_UnexpectedFailure_IsInternalToo()
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = new InvalidOperationException(Secret);
        using var call = new Probe.ProbeClient(test.Channel).FailStream();
        await call.RequestStream.WriteAsync(new ProbeRequest());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal("INTERNAL_ERROR", ErrorDetails.ReasonOf(error));
        Assert.Single(test.Errors);
    }

    [Fact]
    public async Task Unary_MeantFailure_PassesUnchangedAndUnlogged()
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = RpcErrors.NotFound("PRODUCT_NOT_FOUND", "There is no product 'ü%'.", "product_id", "ü%");
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal("There is no product 'ü%'.", error.Status.Detail);
        Assert.Equal("ü%", ErrorDetails.Detail<ErrorInfo>(error).Metadata["product_id"]);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Unary_BareStatus_GetsAReason()
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = new RpcException(new Grpc.Core.Status(StatusCode.Aborted, "bare"));
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.Aborted, error.StatusCode);
        Assert.Equal("CALL_FAILED", ErrorDetails.ReasonOf(error));
        Assert.Equal("bare", error.Status.Detail);
    }

    [Fact]
    public async Task Unary_DiskFull_IsExhaustedWithRetry()
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = new StorageFullException(Secret);
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal("STORAGE_FULL", ErrorDetails.ReasonOf(error));
        Assert.True(ErrorDetails.Detail<RetryInfo>(error).RetryDelay.Seconds > 0);
        Assert.DoesNotContain("secret", error.Status.Detail, StringComparison.Ordinal);
        await FailAsync(test);
        Assert.Single(test.Errors);
    }

    [Fact]
    public async Task Unary_StorageBroken_IsUnavailableWithRetry()
    {
        await using var test = await TestServer.StartAsync();
        test.Probe.Failure = new StorageException(Secret);
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal("STORAGE_UNAVAILABLE", ErrorDetails.ReasonOf(error));
        Assert.True(ErrorDetails.Detail<RetryInfo>(error).RetryDelay.Seconds > 0);
        Assert.DoesNotContain("secret", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overload_MoreCallsThanAllowed_AreTurnedAwayAndHealthIsNot()
    {
        await using var test = await TestServer.StartAsync(options => options with { MaxConcurrentCalls = 2 });
        var client = new Probe.ProbeClient(test.Channel);
        var first = client.WaitAsync(new ProbeRequest()).ResponseAsync;
        var second = client.WaitAsync(new ProbeRequest()).ResponseAsync;
        await test.Probe.Entered.WaitAsync();
        await test.Probe.Entered.WaitAsync();
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal("OVERLOADED", ErrorDetails.ReasonOf(error));
        Assert.NotNull(ErrorDetails.Detail<RetryInfo>(error).RetryDelay);
        await new Standard.Health.Health.HealthClient(test.Channel).CheckAsync(new());
        test.Probe.LetGo.SetResult();
        Assert.Equal("let go", (await first).Text + (await second).Text[6..]);
        Assert.Equal("again", (await client.FailAsync(new ProbeRequest { Text = "again" })).Text);
    }

    private static Task<RpcException> FailAsync(TestServer test) => Assert.ThrowsAsync<RpcException>(async () =>
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest()));
}
