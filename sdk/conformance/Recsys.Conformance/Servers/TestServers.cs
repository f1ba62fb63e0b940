using Recsys.Bench.Processes;

namespace Recsys.Conformance.Servers;

/// <summary>The servers that stay up for the whole run: one in the clear, one with TLS and a key.</summary>
internal sealed class TestServers : IAsyncDisposable
{
    /// <summary>The key of the secured server.</summary>
    public const string ApiKey = "conformance-key-0123456789";

    private readonly ServerCommand _command;
    private readonly ShopFolder _shop;
    private readonly BenchFolder _folder;
    private readonly TestCertificate _certificate;
    private readonly List<BenchServer> _servers = [];
    private int _folders;

    private TestServers(
        ServerCommand command, ShopFolder shop, BenchFolder folder, TestCertificate certificate) =>
        (_command, _shop, _folder, _certificate) = (command, shop, folder, certificate);

    /// <summary>In the clear, no key.</summary>
    public Endpoint Plain { get; private set; } = null!;

    /// <summary>TLS and a key; pages of <see cref="Origin"/> only may call it.</summary>
    public Endpoint Secured { get; private set; } = null!;

    /// <summary>An origin at which nobody listens yet: tests serve their pages there.</summary>
    public Uri Origin { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>Starts both.</summary>
    /// <param name="command">The recsys command.</param>
    /// <param name="shop">What they serve.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<TestServers> StartAsync(
        ServerCommand command, ShopFolder shop, CancellationToken cancellation)
    {
        var folder = new BenchFolder("conformance");
        var servers = new TestServers(command, shop, folder, TestCertificate.Create(folder.Path));
        try
        {
            var plain = new Uri($"http://127.0.0.1:{FreePort.Take()}");
            servers._servers.Add(await servers.StartOneAsync(plain, cancellation));
            servers.Plain = new Endpoint(plain);
            var secured = new Uri($"https://127.0.0.1:{FreePort.Take()}");
            servers._servers.Add(await servers.StartOneAsync(
                secured, cancellation, servers.Origin.GetLeftPart(UriPartial.Authority),
                ["--certificate", servers._certificate.CertificateFile, "--certificate-key",
                    servers._certificate.KeyFile, "--no-training"],
                new Dictionary<string, string> { ["RECSYS_API_KEY"] = ApiKey }));
            servers.Secured = new Endpoint(secured, ApiKey, servers._certificate.AuthorityFile);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server of a case's own.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="withModel">Whether it has a model.</param>
    public async Task<RestartableServer> StartOwnAsync(CancellationToken cancellation, bool withModel = true)
    {
        var (data, models) = Copy();
        if (!withModel) models = Directory.CreateDirectory(_folder.At($"no-models-{_folders}")).FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        return await RestartableServer.StartAsync(_command, address, Arguments(data, models), cancellation);
    }

    /// <summary>Kills both and deletes what they wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<BenchServer> StartOneAsync(
        Uri address, CancellationToken cancellation, string origin = "*", IEnumerable<string>? more = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var (data, models) = Copy();
        return await BenchServer.StartAsync(
            _command, address.GetLeftPart(UriPartial.Authority), [.. Arguments(data, models, origin), .. more ?? []],
            environment, cancellation);
    }

    private (string Data, string Models) Copy()
    {
        string folder = Directory.CreateDirectory(_folder.At($"server-{++_folders}")).FullName;
        return _shop.CopyTo(folder);
    }

    // The suite's browsers come from an address of their own.
    private static string[] Arguments(string data, string models, string origin = "*") =>
        ["--data", data, "--models", models, "--cors-origin", origin];
}
