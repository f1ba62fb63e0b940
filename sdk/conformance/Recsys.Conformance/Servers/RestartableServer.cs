using Recsys.Bench.Processes;

namespace Recsys.Conformance.Servers;

/// <summary>A server that can be killed and comes back at the same address with the same data.</summary>
internal sealed class RestartableServer : IAsyncDisposable
{
    private readonly ServerCommand _command;
    private readonly string[] _arguments;
    private BenchServer _server;

    private RestartableServer(ServerCommand command, string[] arguments, BenchServer server) =>
        (_command, _arguments, _server) = (command, arguments, server);

    /// <summary>Where it listens.</summary>
    public Uri Address => _server.Address;

    /// <summary>Starts it.</summary>
    public static async Task<RestartableServer> StartAsync(
        ServerCommand command, Uri address, string[] arguments, CancellationToken cancellation) =>
        new(command, arguments, await StartAsync(command, arguments, address, cancellation));

    /// <summary>Kills it, with no chance to finish anything, and starts it again.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        var address = _server.Address;
        await _server.KillAsync();
        await _server.DisposeAsync();
        _server = await StartAsync(_command, _arguments, address, cancellation);
    }

    /// <summary>Kills it.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task<BenchServer> StartAsync(
        ServerCommand command, string[] arguments, Uri address, CancellationToken cancellation) =>
        BenchServer.StartAsync(
            command, address.GetLeftPart(UriPartial.Authority), arguments, null, cancellation);
}
