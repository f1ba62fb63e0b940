using Grpc.Compat.Tests.Echo;
using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Compat.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task Unary_Text_ComesBack()
    {
        await using var host = await EchoHost.StartAsync();
        var response = await new EchoService.EchoServiceClient(host.Channel)
            .UnaryAsync(new EchoRequest { Text = "añ✓" });
        Assert.Equal("añ✓", response.Text);
    }

    [Fact]
    public async Task Unary_Blocking_ComesBack()
    {
        await using var host = await EchoHost.StartAsync();
        var client = new EchoService.EchoServiceClient(host.Channel);
        Assert.Equal("x", await Task.Run(() => client.Unary(new EchoRequest { Text = "x" }).Text));
    }

    [Fact]
    public async Task ClientStreaming_Texts_AreCollected()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = new EchoService.EchoServiceClient(host.Channel).Collect();
        foreach (string text in new[] { "a", "b", "c" })
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
        await call.RequestStream.CompleteAsync();
        Assert.Equal("a,b,c", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ServerStreaming_Times_ThatMany()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = new EchoService.EchoServiceClient(host.Channel)
            .Repeat(new EchoRequest { Text = "n", Times = 3 });
        var texts = new List<string>();
        await foreach (var response in call.ResponseStream.ReadAllAsync()) texts.Add(response.Text);
        Assert.Equal(["n0", "n1", "n2"], texts);
    }

    [Fact]
    public async Task DuplexStreaming_EachText_IsAnsweredBeforeTheNext()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = new EchoService.EchoServiceClient(host.Channel).Talk();
        for (int i = 0; i < 5; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"t{i}" });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal($"t{i}", call.ResponseStream.Current.Text);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Deadline_Passed_EndsBothSides()
    {
        await using var host = await EchoHost.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new EchoService.EchoServiceClient(host.Channel).WaitAsync(
                new EchoRequest(), deadline: DateTime.UtcNow.AddMilliseconds(200)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        // The call may be refused on the client before the server ever sees it; when the server saw it, it gave up too.
        if (host.State.Waiting.Task.IsCompleted) Assert.True(await host.State.GaveUp.Task);
    }

    [Fact]
    public async Task Deadline_Set_ServerSeesIt()
    {
        await using var host = await EchoHost.StartAsync();
        var deadline = DateTime.UtcNow.AddMinutes(5);
        await new EchoService.EchoServiceClient(host.Channel).UnaryAsync(new EchoRequest(), deadline: deadline);
        Assert.InRange((host.State.Deadline - deadline).TotalMinutes, -1, 1);
        await new EchoService.EchoServiceClient(host.Channel).UnaryAsync(new EchoRequest());
        Assert.Equal(DateTime.MaxValue, host.State.Deadline);
    }

    [Fact]
    public async Task Cancellation_WhileServerWaits_ReachesServer()
    {
        await using var host = await EchoHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var call = new EchoService.EchoServiceClient(host.Channel).WaitAsync(
            new EchoRequest(), cancellationToken: cancellation.Token);
        await host.State.Waiting.Task;
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.True(await host.State.GaveUp.Task);
    }

    [Fact]
    public async Task Metadata_HeadersAndTrailers_GoBothWays()
    {
        await using var host = await EchoHost.StartAsync();
        var headers = new Metadata { { "From-Client", "yes" }, { "bytes-bin", [1, 0, 254] } };
        using var call = new EchoService.EchoServiceClient(host.Channel).UnaryAsync(new EchoRequest(), headers);
        await call;
        Assert.Equal("yes", host.State.RequestHeaders!.GetValue("from-client"));
        Assert.Equal([1, 0, 254], host.State.RequestHeaders!.GetValueBytes("bytes-bin"));
        Assert.Equal("early", (await call.ResponseHeadersAsync).GetValue("echo-header"));
        Assert.Equal("late", call.GetTrailers().GetValue("echo-trailer"));
        Assert.Equal([0, 255, 7], call.GetTrailers().GetValueBytes("echo-trailer-bin"));
    }

    [Fact]
    public async Task Failure_WithDetails_KeepsCodeTextAndTrailers()
    {
        await using var host = await EchoHost.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new EchoService.EchoServiceClient(host.Channel).UnaryAsync(
                new EchoRequest { Text = "ü", FailWith = (int)StatusCode.InvalidArgument }));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal("asked for: ü", error.Status.Detail);
        Assert.Equal([8, 3, 18, 2], error.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("late", error.Trailers.GetValue("echo-trailer"));
    }

    [Fact]
    public async Task MessageTooLarge_ForServer_IsResourceExhausted()
    {
        await using var host = await EchoHost.StartAsync(server: options => options.MaxReceiveMessageSize = 1000);
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new EchoService.EchoServiceClient(host.Channel)
                .UnaryAsync(new EchoRequest { Text = new string('x', 2000) }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compression_BothWays_ComesBack(string encoding)
    {
        await using var host = await EchoHost.StartAsync(server: options =>
        {
            options.ResponseCompressionAlgorithm = encoding;
            options.ResponseCompressionLevel = System.IO.Compression.CompressionLevel.Fastest;
        });
        string text = new('y', 20_000);
        var response = await new EchoService.EchoServiceClient(host.Channel).UnaryAsync(
            new EchoRequest { Text = text }, new Metadata { { "grpc-internal-encoding-request", encoding } });
        Assert.Equal(text, response.Text);
    }

    [Fact]
    public async Task CallCredentials_OnInsecureChannel_AreSentWhenAllowed()
    {
        await using var host = await EchoHost.StartAsync(client: options =>
        {
            options.UnsafeUseInsecureChannelCallCredentials = true;
        });
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("authorization", $"for {context.MethodName}");
            return Task.CompletedTask;
        });
        await new EchoService.EchoServiceClient(host.Channel).UnaryAsync(
            new EchoRequest(), new CallOptions(credentials: credentials));
        Assert.Equal("for Unary", host.State.RequestHeaders!.GetValue("authorization"));
    }
}
