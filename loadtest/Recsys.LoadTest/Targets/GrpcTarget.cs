using System.Net.Security;
using Grpc.Net.Client;
using Recsys.LoadTest.Http2;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Targets;

/// <summary>
/// Sends the load to a server over gRPC, calls going round the connections. Unary calls go over connections of this
/// project's own, which cost a fraction of the processor that a full client does; interactions over the full client.
/// </summary>
public sealed class GrpcTarget : ILoadTarget, IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(50);

    private readonly CallConnection[] _connections;
    private readonly GrpcChannel _channel;
    private readonly IngestStream[] _streams;
    private readonly ManualResetEvent _closed = new(false);
    private readonly Thread _sweep;
    private uint _nextConnection;
    private uint _nextStream;

    /// <summary>Makes a target; nothing is sent before the first call.</summary>
    /// <param name="address">The server, http or https.</param>
    /// <param name="access">Connections, deadline, key and trust.</param>
    /// <exception cref="ArgumentException">The access is out of its bounds.</exception>
    public GrpcTarget(Uri address, LoadAccess access)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(access);
        access.Checked();
        var trust = Trust.Of(access.RootCertificatesFile);
        var (opening, headers) = (new ConnectionOpening(address, trust), new CallHeaders(address, access));
        _connections =
        [
            .. Enumerable.Range(0, access.Connections).Select(_ => new CallConnection(
                opening, headers, access.Deadline)),
        ];
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5),
                EnableMultipleHttp2Connections = true,
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            },
            DisposeHttpClient = true,
        });
        _streams =
        [
            .. Enumerable.Range(0, access.IngestStreams).Select(_ => new IngestStream(
                _channel.CreateCallInvoker(), access.ApiKey, access.Deadline)),
        ];
        // A timer's pool threads would spin before they sleep: a fifth of what the whole generator uses.
        _sweep = new Thread(Sweep) { IsBackground = true, Name = "load deadlines" };
        _sweep.Start();
    }

    /// <inheritdoc/>
    public void Begin(LoadCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Method == LoadMethod.IngestInteractions)
            _streams[Interlocked.Increment(ref _nextStream) % (uint)_streams.Length].Begin(call);
        else
            _connections[Interlocked.Increment(ref _nextConnection) % (uint)_connections.Length].Begin(call);
    }

    /// <summary>Closes the connections; calls under way end as CANCELLED.</summary>
    public void Dispose()
    {
        _closed.Set();
        _sweep.Join();
        _closed.Dispose();
        foreach (var stream in _streams) stream.Dispose();
        _channel.Dispose();
        foreach (var connection in _connections) connection.Dispose();
    }

    private void Sweep()
    {
        while (!_closed.WaitOne(SweepEvery))
            foreach (var connection in _connections) connection.GiveUpLate();
    }
}
