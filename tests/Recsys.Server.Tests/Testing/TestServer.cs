using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Server.Models;
using Recsys.Server.Telemetry;

namespace Recsys.Server.Tests.Testing;

/// <summary>A whole server on a port of its own with a folder of its own, and a real channel to it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly bool _ownsFolder;
    private readonly RecordingLogger _log = new();
    private RecsysServer? _server;
    private GrpcChannel? _channel;

    private TestServer(TemporaryFolder folder, bool ownsFolder) => (_folder, _ownsFolder) = (folder, ownsFolder);

    public ProbeState Probe { get; } = new();

    public RecsysServer Server => _server!;

    public GrpcChannel Channel => _channel!;

    public ModelRepository Repository => Server.Services.GetRequiredService<ModelRepository>();

    public LiveModel Model => Server.Services.GetRequiredService<LiveModel>();

    public IReadOnlyList<(LogLevel Level, string Text)> Log => [.. _log.Lines];

    public IEnumerable<string> Errors => Log.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text);

    public static async Task<TestServer> StartAsync(
        Func<ServerOptions, ServerOptions>? options = null, SnapshotFactory? snapshots = null,
        TelemetryExporters? exporters = null, TemporaryFolder? folder = null, bool realModels = false,
        TimeProvider? time = null, bool ownsFolder = true, string? pageFolder = null)
    {
        var test = new TestServer(folder ?? new TemporaryFolder(), ownsFolder);
        var chosen = new ServerOptions
        {
            Address = new Uri("http://127.0.0.1:0"),
            DataDirectory = test._folder.Sub("data"),
            ModelsDirectory = test._folder.Sub("models"),
            StoreMemoryBytes = 16 << 20,
            WarmUpTime = TimeSpan.Zero,
        };
        var parts = new ServerParts
        {
            Time = time ?? TimeProvider.System,
            Logging = logging => logging.AddProvider(test._log),
            Snapshots = realModels ? null : snapshots ?? EmptySnapshot,
            Exporters = exporters ?? TelemetryExporters.None,
            Services = services => services.AddSingleton(test.Probe),
            PageFolder = pageFolder ?? test._folder.Sub("no-page"),
            Map = app => app.MapGrpcService<ProbeService>(),
        };
        try
        {
            test._server = await RecsysServer.BuildAsync(options?.Invoke(chosen) ?? chosen, parts, default);
            await test._server.StartAsync();
            test._channel = test.Connect();
            return test;
        }
        catch
        {
            await test.DisposeAsync();
            throw;
        }
    }

    public GrpcChannel Connect() => GrpcChannel.ForAddress(
        Server.Address, new GrpcChannelOptions { MaxSendMessageSize = null, DisposeHttpClient = true });

    /// <summary>Publishes a version that holds one small file.</summary>
    public string Publish(string content = "content")
    {
        using var staged = Repository.Stage();
        File.WriteAllText(Path.Combine(staged.Path, "items.txt"), content);
        return staged.Publish(new ModelManifest(), activate: true).Name;
    }

    public static PipelineSnapshot EmptySnapshot(ModelVersion version) =>
        new(version.Name, new Dictionary<string, PipelineDefinition>());

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        if (_ownsFolder) _folder.Dispose();
    }
}
