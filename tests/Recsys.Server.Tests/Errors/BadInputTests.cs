using System.Net.Sockets;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Errors;

public sealed class BadInputTests
{
    private const string Products = "recsys.v1.ProductService";

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "a tag without its value", [10] },
        { "a length beyond the end", [10, 200, 1, 65] },
        { "a group that is not closed", [11] },
        { "tag zero", [0, 0] },
        { "random bytes", [255, 254, 253, 252, 251, 250, 249, 248, 247, 246, 245] },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Message_ThatIsNone_IsInvalidArgument(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            RawCall.UnaryAsync(test.Channel, "recsys.server.tests.Probe", "Fail", bytes));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(ErrorReasons.UnreadableMessage, ErrorDetails.ReasonOf(error));
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Message_UnreadableInStream_IsInvalidArgument()
    {
        await using var test = await TestServer.StartAsync();
        var bytes = Marshallers.Create<byte[]>(b => b, b => b);
        using var call = test.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(
                MethodType.DuplexStreaming, "recsys.server.tests.Probe", "FailStream", bytes, bytes), null, default);
        await call.RequestStream.WriteAsync([10]);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(ErrorReasons.UnreadableMessage, ErrorDetails.ReasonOf(error));
    }

    [Fact]
    public async Task Message_Of10Megabytes_IsResourceExhausted()
    {
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest { Text = new string('x', 10 << 20) }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(ErrorReasons.MessageTooLarge, ErrorDetails.ReasonOf(error));
        Assert.Contains("4194304", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Message_SmallThatDecompressesLarge_IsResourceExhausted()
    {
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Probe.ProbeClient(test.Channel).FailAsync(
                new ProbeRequest { Text = new string('x', 10 << 20) },
                new Metadata { { "grpc-internal-encoding-request", "gzip" } }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(ErrorReasons.MessageTooLarge, ErrorDetails.ReasonOf(error));
        Assert.Contains("4194304", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Products, "NoSuchMethod")]
    [InlineData("no.such.Service", "Get")]
    public async Task Method_ThatIsNotThere_IsUnimplementedWithAReason(string service, string method)
    {
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => RawCall.UnaryAsync(test.Channel, service, method, []));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
        Assert.Equal(ErrorReasons.MethodNotFound, ErrorDetails.ReasonOf(error));
    }

    [Fact]
    public async Task Deadline_OfOneMillisecond_EndsTheCallAndNothingElse()
    {
        await using var test = await TestServer.StartAsync();
        var client = new Probe.ProbeClient(test.Channel);
        for (int i = 0; i < 20; i++)
        {
            var error = await Assert.ThrowsAsync<RpcException>(async () => await client.WaitAsync(
                new ProbeRequest(), deadline: DateTime.UtcNow.AddMilliseconds(1)));
            Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        }
        Assert.Equal("still here", (await client.FailAsync(new ProbeRequest { Text = "still here" })).Text);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Deadline_ThatCallerNamesNone_IsTheServers()
    {
        await using var test = await TestServer.StartAsync(options => options with
        {
            DefaultDeadline = TimeSpan.FromMilliseconds(1),
        });
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Probe.ProbeClient(test.Channel).WaitAsync(new ProbeRequest()));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task Client_ThatDisconnectsMidCall_CancelsTheCall()
    {
        await using var test = await TestServer.StartAsync();
        var channel = test.Connect();
        var call = new Probe.ProbeClient(channel).WaitAsync(new ProbeRequest()).ResponseAsync;
        await test.Probe.Entered.WaitAsync();
        channel.Dispose();
        await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.True(await test.Probe.GaveUp.Task);
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nthese are no frames, whatever they are taken for")]
    public async Task Connection_OfSomethingElse_IsClosedAndNothingElseHappens(string sent)
    {
        await using var test = await TestServer.StartAsync();
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync("127.0.0.1", test.Server.Address.Port);
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(sent));
            // Closing with a zero linger resets the connection instead of ending it in order.
            socket.LingerState = new LingerOption(true, 0);
        }
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Headers_BeyondTheLimit_EndTheCallAlone()
    {
        await using var test = await TestServer.StartAsync();
        await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(test.Channel).FailAsync(
            new ProbeRequest(), new Metadata { { "long", new string('x', 100_000) } }));
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
    }
}
