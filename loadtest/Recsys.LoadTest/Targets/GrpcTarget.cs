using Grpc.Net.Client;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Targets;

/// <summary>Sends the load to a server over gRPC, calls going round the connections.</summary>
public sealed class GrpcTarget : ILoadTarget, IDisposable
{
    private readonly GrpcChannel[] _channels;
    private readonly UnaryCalls[] _unary;
    private readonly IngestStream[] _streams;
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
        _channels = [.. Enumerable.Range(0, access.Connections).Select(_ => LoadConnection.Open(address, access))];
        _unary =
        [
            .. _channels.Select(channel => new UnaryCalls(
                channel.CreateCallInvoker(), access.ApiKey, access.Deadline)),
        ];
        _streams =
        [
            .. Enumerable.Range(0, access.IngestStreams).Select(i => new IngestStream(
                _channels[i % _channels.Length].CreateCallInvoker(), access.ApiKey, access.Deadline)),
        ];
    }

    /// <inheritdoc/>
    public void Begin(LoadCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Method == LoadMethod.IngestInteractions)
            _streams[Interlocked.Increment(ref _nextStream) % (uint)_streams.Length].Begin(call);
        else
            _unary[Interlocked.Increment(ref _nextConnection) % (uint)_unary.Length].Begin(call);
    }

    /// <summary>Closes the connections; calls under way end as CANCELLED.</summary>
    public void Dispose()
    {
        foreach (var stream in _streams) stream.Dispose();
        foreach (var channel in _channels) channel.Dispose();
    }
}
