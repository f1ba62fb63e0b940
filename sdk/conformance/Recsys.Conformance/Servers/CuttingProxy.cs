using System.Net;
using System.Net.Sockets;

namespace Recsys.Conformance.Servers;

/// <summary>
/// A TCP proxy on 127.0.0.1 that breaks connections: each time so many bytes came from clients, it closes the
/// connection they came on, so many times in all; afterwards it only passes on.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const int BufferBytes = 16 << 10;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<Uri> _target;
    private readonly Func<Task> _onCut;
    private readonly long _afterBytes;
    private readonly Task _accepting;
    private long _bytes;
    private int _cutsLeft;

    /// <summary>Starts to listen.</summary>
    /// <param name="target">Where connections go, asked for each.</param>
    /// <param name="afterBytes">Bytes from clients after which one is cut.</param>
    /// <param name="times">How many are cut.</param>
    /// <param name="onCut">Done before the connection is closed; null for nothing.</param>
    public CuttingProxy(Func<Uri> target, long afterBytes, int times, Func<Task>? onCut = null)
    {
        (_target, _afterBytes, _cutsLeft, _onCut) = (target, afterBytes, times, onCut ?? (() => Task.CompletedTask));
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>How many connections it still has to cut.</summary>
    public int CutsLeft => Volatile.Read(ref _cutsLeft);

    /// <summary>Stops and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target().Port, _closing.Token);
            client.NoDelay = server.NoDelay = true;
            var back = CopyAsync(server, client, counted: false);
            var forth = CopyAsync(client, server, counted: true);
            await Task.WhenAny(back, forth);
            // One way ended, by a cut or by either side: the other has no use any more.
            client.Close();
            server.Close();
            await Task.WhenAll(back, forth);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // Nobody listens there now; the client sees its connection close.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool counted)
    {
        byte[] buffer = new byte[BufferBytes];
        try
        {
            var (source, sink) = (from.GetStream(), to.GetStream());
            while (await source.ReadAsync(buffer, _closing.Token) is > 0 and var count)
            {
                if (counted && await CutsAsync(count)) return;
                await sink.WriteAsync(buffer.AsMemory(0, count), _closing.Token);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException)
        {
            // The connection is closed, which is all there is to know.
        }
    }

    private async Task<bool> CutsAsync(int count)
    {
        if (Volatile.Read(ref _cutsLeft) <= 0 || Interlocked.Add(ref _bytes, count) < _afterBytes) return false;
        Interlocked.Exchange(ref _bytes, 0);
        if (Interlocked.Decrement(ref _cutsLeft) < 0) return false;
        await _onCut();
        return true;
    }
}
