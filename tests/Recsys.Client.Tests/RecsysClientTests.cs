using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

public sealed class RecsysClientTests
{
    private static readonly RecommendForUserRequest Ask = new() { CustomerId = "17850" };

    [Fact]
    public async Task Call_OverARealConnection_Answers()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);

        var answer = await client.Recommendations.RecommendForUserAsync(Ask);

        Assert.Equal("17850", Assert.Single(answer.Recommendations).ProductId);
    }

    [Fact]
    public async Task BlockingCall_OverARealConnection_Answers()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(new Uri(server.Address));

        var answer = client.Recommendations.RecommendForUser(Ask);

        Assert.Equal("17850", Assert.Single(answer.Recommendations).ProductId);
    }

    [Fact]
    public async Task UnaryCall_WithoutADeadline_GetsTheClients()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { Timeout = TimeSpan.FromMinutes(2) });
        var before = DateTime.UtcNow;

        await client.Recommendations.RecommendForUserAsync(Ask);

        Assert.True(server.Calls.TryDequeue(out var call));
        Assert.InRange(call.Deadline, before, before.AddMinutes(2.5));
    }

    [Fact]
    public async Task UnaryCall_WithADeadline_KeepsIt()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { Timeout = TimeSpan.FromMilliseconds(1) });
        var own = DateTime.UtcNow.AddHours(1);

        await client.Recommendations.RecommendForUserAsync(Ask, deadline: own);

        Assert.True(server.Calls.TryDequeue(out var call));
        Assert.InRange(call.Deadline, own.AddMinutes(-1), own.AddMinutes(1));
    }

    [Fact]
    public async Task Stream_WithoutADeadline_HasNone()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);

        using var stream = client.Interactions.IngestInteractions();
        await stream.RequestStream.WriteAsync(new IngestInteractionsRequest { BatchNumber = 7 });
        Assert.True(await stream.ResponseStream.MoveNext());
        Assert.Equal(7, stream.ResponseStream.Current.BatchNumber);
        await stream.RequestStream.CompleteAsync();

        Assert.True(server.Calls.TryDequeue(out var call));
        Assert.Equal(DateTime.MaxValue, call.Deadline);
    }

    [Fact]
    public async Task SlowCall_PastItsDeadline_FailsWithDeadlineExceeded()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { Timeout = TimeSpan.FromMilliseconds(50) });

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(new RecommendForUserRequest { CustomerId = "slow" }));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.NotEmpty(error.Status.Detail);
    }

    [Fact]
    public async Task Call_Cancelled_FailsWithCancelled()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        using var cancel = new CancellationTokenSource();
        var call = client.Recommendations.RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = "slow" }, cancellationToken: cancel.Token);

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<RecsysException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task Call_WithAnApiKey_SendsItBesideTheCallersHeaders()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { ApiKey = "k-123" });
        var own = new Metadata { { "x-request-id", "r1" }, { "authorization", "Bearer other" } };

        await client.Recommendations.RecommendForUserAsync(Ask, own);

        Assert.True(server.Calls.TryDequeue(out var call));
        Assert.Equal("Bearer k-123", call.Headers.GetValue("authorization"));
        Assert.Equal("r1", call.Headers.GetValue("x-request-id"));
        Assert.Equal(2, own.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5000")]
    [InlineData("ftp://localhost")]
    [InlineData("/relative")]
    public void Connect_ToNoHttpAddress_SaysSo(string address) =>
        Assert.Contains("http://", Assert.Throws<ArgumentException>(() => RecsysClient.Connect(address)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Connect_WithOptionsOutOfRange_NamesTheOption()
    {
        RecsysClientOptions[] wrong =
        [
            new() { Timeout = TimeSpan.Zero }, new() { ConnectTimeout = TimeSpan.FromDays(2) },
            new() { MaxAttempts = 0 }, new() { MaxAttempts = 6 }, new() { MaxReceiveBytes = 1 },
            new() { ApiKey = "two\nlines" }, new() { ApiKey = "" },
        ];
        Assert.All(wrong, options => Assert.StartsWith(
            nameof(RecsysClientOptions),
            Assert.Throws<ArgumentException>(() => RecsysClient.Connect("http://localhost", options)).Message,
            StringComparison.Ordinal));
    }
}
