using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Fronts.OnePort;

public sealed class Http1LimitsTests
{
    public static TheoryData<string, string, int> Requests => new()
    {
        { "a path that is too long", $"GET /{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414 },
        { "too many headers", $"GET / HTTP/1.1\r\nHost: x\r\n{Headers(101)}\r\n", 431 },
        { "headers that are too long", $"GET / HTTP/1.1\r\nHost: x\r\nlong: {new string('x', 40_000)}\r\n\r\n", 431 },
        { "no host", "GET / HTTP/1.1\r\n\r\n", 400 },
        { "no request", "hello\r\n\r\n", 400 },
        { "a version that does not exist", "GET / HTTP/7.1\r\nHost: x\r\n\r\n", 505 },
        { "two lengths", "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", 400 },
        { "as many headers as may be", $"GET /n HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{Headers(98)}\r\n", 404 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_OfAKind_IsAnsweredWithItsStatusAndTheServerGoesOn(string what, string request, int status)
    {
        Assert.NotEmpty(what);
        await using var test = await TestServer.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, test.Server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
        string? line = await reader.ReadLineAsync();
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), line?.Split(' ')[1]);
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
        Assert.Empty(test.Errors);
    }

    private static string Headers(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(number => $"h{number}: 1\r\n"));
}
