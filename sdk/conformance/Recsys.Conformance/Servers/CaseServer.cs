using System.Text.Json.Nodes;
using Recsys.Bench.Processes;
using Recsys.Conformance.Cases;

namespace Recsys.Conformance.Servers;

/// <summary>The server of one case, while the case runs.</summary>
internal sealed class CaseServer : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _owned = new();
    private FlakyServer? _flaky;
    private CuttingProxy? _proxy;

    private CaseServer()
    {
    }

    /// <summary>Where the runner calls.</summary>
    public Endpoint Endpoint { get; private set; } = null!;

    /// <summary>Makes what a case needs.</summary>
    /// <param name="one">The case.</param>
    /// <param name="servers">The servers that stay up.</param>
    /// <param name="speaksHttp1">Whether the runner's calls come by HTTP/1.1.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<CaseServer> StartAsync(
        ConformanceCase one, TestServers servers, bool speaksHttp1, CancellationToken cancellation)
    {
        var server = new CaseServer();
        try
        {
            server.Endpoint = one.Server switch
            {
                ServerKind.Plain => servers.Plain,
                ServerKind.Secured => servers.Secured,
                ServerKind.WrongKey => servers.Secured with { ApiKey = "not-the-key-0123456789" },
                ServerKind.NoKey => servers.Secured with { ApiKey = "" },
                ServerKind.Untrusted => servers.Secured with { CaFile = "" },
                ServerKind.Nowhere => new Endpoint(new Uri($"http://127.0.0.1:{FreePort.Take()}")),
                ServerKind.Flaky => await server.FlakyAsync(one.ServerOptions, speaksHttp1),
                ServerKind.Cutting => server.Behind(one.ServerOptions, () => servers.Plain.Address, null),
                ServerKind.Restarting => await server.RestartingAsync(one.ServerOptions, servers, cancellation),
                ServerKind.Unready => await server.OwnAsync(servers, cancellation),
                _ => throw new ConformanceException($"There is no server {one.Server}."),
            };
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds what the server saw to a reply, where it looks.</summary>
    public void Describe(JsonObject reply)
    {
        if (_flaky is { } flaky) reply["server_saw"] = flaky.TakeSeen();
        if (_proxy is { } proxy) reply["cuts_left"] = proxy.CutsLeft;
    }

    /// <summary>Ends what was made for the case.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var owned)) await owned.DisposeAsync();
    }

    private async Task<Endpoint> FlakyAsync(JsonObject options, bool speaksHttp1)
    {
        _flaky = await FlakyServer.StartAsync(Number(options, "failures"), Number(options, "retry_ms"));
        _owned.Push(_flaky);
        return new Endpoint(speaksHttp1 ? _flaky.PlainAddress : _flaky.Address, "flaky-key-0123456789");
    }

    private Endpoint Behind(JsonObject options, Func<Uri> target, Func<Task>? onCut)
    {
        _proxy = new CuttingProxy(target, Number(options, "after_bytes"), Number(options, "times"), onCut);
        _owned.Push(_proxy);
        return new Endpoint(_proxy.Address);
    }

    private async Task<Endpoint> RestartingAsync(
        JsonObject options, TestServers servers, CancellationToken cancellation)
    {
        var own = await servers.StartOwnAsync(cancellation);
        _owned.Push(own);
        return Behind(options, () => own.Address, () => own.RestartAsync(cancellation));
    }

    private async Task<Endpoint> OwnAsync(TestServers servers, CancellationToken cancellation)
    {
        var own = await servers.StartOwnAsync(cancellation, withModel: false);
        _owned.Push(own);
        return new Endpoint(own.Address);
    }

    private static int Number(JsonObject options, string name) => options[name] is { } value ? (int)value : 0;
}
