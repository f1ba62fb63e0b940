using System.Net;
using System.Net.Sockets;
using Recsys.Conformance.Servers;

namespace Recsys.Conformance.Tests;

public class CuttingProxyTests
{
    [Fact]
    public async Task Proxy_CutsOnceAfterSoManyBytes_ThenPassesOn()
    {
        var echo = new TcpListener(IPAddress.Loopback, 0);
        echo.Start();
        var echoing = EchoAsync(echo, connections: 2);
        var target = new Uri($"http://127.0.0.1:{((IPEndPoint)echo.LocalEndpoint).Port}");
        await using var proxy = new CuttingProxy(() => target, afterBytes: 10, times: 1);

        using (var first = await ConnectAsync(proxy.Address))
        {
            Assert.Equal(4, await TalkAsync(first, 4));
            Assert.Equal(0, await TalkAsync(first, 8));
        }
        using (var second = await ConnectAsync(proxy.Address))
            for (int i = 0; i < 4; i++) Assert.Equal(8, await TalkAsync(second, 8));

        Assert.Equal(0, proxy.CutsLeft);
        echo.Stop();
        await echoing;
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    // Bytes that came back; 0 once the connection is closed.
    private static async Task<int> TalkAsync(TcpClient client, int bytes)
    {
        try
        {
            await client.GetStream().WriteAsync(new byte[bytes]);
            return await client.GetStream().ReadAtLeastAsync(new byte[bytes], bytes, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task EchoAsync(TcpListener listener, int connections)
    {
        for (int i = 0; i < connections; i++)
        {
            using var client = await listener.AcceptTcpClientAsync();
            try
            {
                await client.GetStream().CopyToAsync(client.GetStream());
            }
            catch (IOException)
            {
                // Cut, as it should be.
            }
        }
    }
}
