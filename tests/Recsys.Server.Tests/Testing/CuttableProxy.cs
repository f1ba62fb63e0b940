using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Recsys.Server.Tests.Testing;

/// <summary>Passes connections on to a server, until the test cuts them or takes the server away.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly Task _accepting;
    private long _passed;
    private long _cutAt = long.MaxValue;

    public CuttableProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Port of the server; 0 while there is none: connections then are closed at once.</summary>
    public int Target { get; set; }

    /// <summary>Cuts everything once so many more bytes went from client to server.</summary>
    public void CutAfter(long bytes) => Volatile.Write(ref _cutAt, Volatile.Read(ref _passed) + bytes);

    public void Cut()
    {
        foreach (var connection in _open.Keys) connection.Close();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open[client] = _open[server] = true;
        try
        {
            if (Target == 0) return;
            await server.ConnectAsync(IPAddress.Loopback, Target);
            await Task.WhenAny(
                PassAsync(client.GetStream(), server.GetStream(), counted: true),
                PassAsync(server.GetStream(), client.GetStream(), counted: false));
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException
            or InvalidOperationException)
        {
            // Cut, or the server is gone: the client sees its connection close.
        }
        finally
        {
            client.Close();
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool counted)
    {
        var buffer = new byte[4096];
        for (int read; (read = await from.ReadAsync(buffer)) > 0;)
        {
            await to.WriteAsync(buffer.AsMemory(0, read));
            if (!counted || Interlocked.Add(ref _passed, read) < Volatile.Read(ref _cutAt)) continue;
            Volatile.Write(ref _cutAt, long.MaxValue);
            Cut();
            return;
        }
    }
}
