using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Recsys.Server.Fronts.OnePort;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Fronts.OnePort;

public sealed class OnePortTests
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    [Theory]
    [InlineData("", null)]
    [InlineData("P", null)]
    [InlineData("PRI * HTTP/2.", null)]
    [InlineData("PRI * HTTP/2.0", true)]
    [InlineData(Preface, true)]
    [InlineData("G", false)]
    [InlineData("PO", false)]
    [InlineData("PRI * HTTP/1", false)]
    [InlineData("\u0016\u0003\u0001", false)]
    public void BeginsAsHttp2_SoManyBytes_IsWhatTheySay(string received, bool? expected)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(received);
        Assert.Equal(expected, ConnectionSplit.BeginsAsHttp2(new ReadOnlySequence<byte>(bytes)));
    }

    [Fact]
    public async Task Http1_RequestInPieces_IsAnswered()
    {
        await using var test = await TestServer.StartAsync();
        using var socket = await ConnectAsync(test);
        foreach (char letter in "PATCH /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            await socket.SendAsync(new[] { (byte)letter });
        Assert.StartsWith("HTTP/1.1 4", await ReadToEndAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http2_PrefaceInPieces_IsAnsweredWithSettings()
    {
        await using var test = await TestServer.StartAsync();
        using var socket = await ConnectAsync(test);
        foreach (char letter in Preface) await socket.SendAsync(new[] { (byte)letter });
        await socket.SendAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });
        byte[] header = new byte[9];
        int read = 0;
        while (read < header.Length) read += await socket.ReceiveAsync(header.AsMemory(read));
        Assert.Equal(4, header[3]);
    }

    [Fact]
    public async Task Connection_ThatSaysTooLittleTooLong_IsClosed()
    {
        var limit = TimeSpan.FromSeconds(10);
        var clock = new HandClock(limit);
        await using var test = await TestServer.StartAsync(time: clock);
        using var socket = await ConnectAsync(test);
        await socket.SendAsync("PRI"u8.ToArray());
        var runOut = await clock.RunOut;
        runOut();
        Assert.Equal("", await ReadToEndAsync(socket));
    }

    [Fact]
    public async Task Stop_WhileAConnectionIsSilent_DoesNotWaitForIt()
    {
        await using var test = await TestServer.StartAsync(options => options with
        {
            ShutdownTimeout = TimeSpan.FromMinutes(10),
        });
        using var socket = await ConnectAsync(test);
        using var first = new HttpClient();
        // Answered after the silent connection was accepted.
        using var answer = await first.GetAsync(test.Server.Address);
        await test.Server.StopAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("", await ReadToEndAsync(socket));
    }

    [Fact]
    public async Task Http1_ManyRequestsOnOneConnection_AreAnswered()
    {
        await using var test = await TestServer.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 });
        for (int i = 0; i < 20; i++)
        {
            using var answer = await client.GetAsync(new Uri(test.Server.Address, "/nothing"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Empty(test.Errors);
    }

    private static async Task<Socket> ConnectAsync(TestServer test)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, test.Server.Address.Port);
        return socket;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return text.ToString();
    }
}
