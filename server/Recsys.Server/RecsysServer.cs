using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recsys.Models.Repository;
using Recsys.Native;
using Recsys.Pipeline;
using Recsys.Pipeline.Files;
using Recsys.Server.Fronts.OnePort;
using Recsys.Server.Fronts.Pages;
using Recsys.Server.Health;
using Recsys.Server.Hosting;
using Recsys.Server.Measuring;
using Recsys.Server.Models;
using Recsys.Storage;

namespace Recsys.Server;

/// <summary>
/// The whole server in this process: store, model, pipeline and gRPC. Build, start, stop; dispose it to close the
/// store with a checkpoint.
/// </summary>
public sealed class RecsysServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServerOptions _options;
    private readonly RecsysStore _store;
    private readonly SnapshotHolder _snapshots;
    private readonly long _began;
    private bool _stopped;

    private RecsysServer(
        WebApplication app, ServerOptions options, RecsysStore store, SnapshotHolder snapshots, long began)
    {
        (_app, _options, _store, _snapshots, _began) = (app, options, store, snapshots, began);
    }

    /// <summary>Where it listens, with the port that was taken; only once it is started.</summary>
    /// <exception cref="InvalidOperationException">It is not started.</exception>
    public Uri Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is
        { Addresses.Count: > 0 } bound
            ? new Uri(bound.Addresses.First(Http1EndPoint.IsAnother))
            : throw new InvalidOperationException("The server is not started.");

    /// <summary>Version of the live model, or null before the first.</summary>
    public string? ModelVersion => _snapshots.LiveVersion;

    /// <summary>The store it serves from; the server's to close.</summary>
    public RecsysStore Store => _store;

    /// <summary>Whether there is a page for people at <see cref="Address"/>.</summary>
    public bool HasPage => _app.Services.GetRequiredService<PageFolder>().HasPage;

    internal IServiceProvider Services => _app.Services;

    /// <summary>
    /// Opens the store, loads the current model version where there is one, and puts the server together.
    /// </summary>
    /// <param name="options">How it runs.</param>
    /// <param name="logging">Where logs go; null for the console.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it and says what is right.</exception>
    /// <exception cref="Storage.Errors.StorageException">The store cannot be opened; the message says what to
    /// do.</exception>
    public static Task<RecsysServer> BuildAsync(
        ServerOptions options, Action<ILoggingBuilder>? logging = null, CancellationToken cancellation = default) =>
        BuildAsync(options, new ServerParts { Logging = logging }, cancellation);

    /// <summary>
    /// Starts to listen, and warms the way of a call up. When it returns, health says that recommendations are served,
    /// where there is a model, and what is measured of calls begins.
    /// </summary>
    /// <exception cref="IOException">The address is taken or not this machine's.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        var health = _app.Services.GetRequiredService<ServiceHealth>();
        health.Set(ServedServices.Recommendations, serving: false);
        await _app.StartAsync(cancellation);
        await _app.Services.GetRequiredService<EdgeWarmUp>().RunAsync(Address, cancellation);
        _app.Services.GetRequiredService<MethodMeters>().Start();
        _app.Services.GetRequiredService<InstrumentListener>().Start();
        health.Set(ServedServices.Recommendations, serving: ModelVersion is not null);
        var logger = _app.Services.GetRequiredService<ILogger<RecsysServer>>();
        StartReport.Write(logger, _options, _store, this, Stopwatch.GetElapsedTime(_began));
    }

    /// <summary>Starts, and stays up until the process is told to stop or the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        await StartAsync(cancellation);
        await WaitForShutdownAsync(cancellation);
    }

    /// <summary>Waits, once started, until the process is told to stop or the token is cancelled.</summary>
    public async Task WaitForShutdownAsync(CancellationToken cancellation = default)
    {
        await _app.WaitForShutdownAsync(cancellation);
        _stopped = true;
    }

    /// <summary>Says that it is not ready, lets calls under way end, and stops listening.</summary>
    public Task StopAsync(CancellationToken cancellation = default)
    {
        if (_stopped) return Task.CompletedTask;
        _stopped = true;
        return _app.StopAsync(cancellation);
    }

    /// <summary>Stops if need be, frees the model, and closes the store with a checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
            await _app.DisposeAsync();
        }
        finally
        {
            _snapshots.Dispose();
            await _store.DisposeAsync();
        }
    }

    internal static async Task<RecsysServer> BuildAsync(
        ServerOptions options, ServerParts parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        long began = Stopwatch.GetTimestamp();
        // Before the tables are filled that requests read.
        LargePages.AdviseHeap();

        // Loading libtorch and reading the model version take about as long as opening the store, and neither needs the
        // other. What goes wrong is told at the start's end, and by whatever needs it.
        var native = Task.Run(() => NativeRuntime.TryLoad(out _), cancellation);
        using var early = parts.Snapshots is null
            ? EarlyVersion.Begin(new ModelRepository(options.ModelsDirectory, parts.Time), native)
            : EarlyVersion.None;
        var storage = new StorageOptions
        {
            Directory = options.DataDirectory,
            MemoryBytes = options.StoreMemoryBytes,
            CheckpointEveryBytes = options.CheckpointEveryBytes,
            JournalMaxAge = options.JournalMaxAge,
            JournalMaxBytes = options.JournalMaxBytes,
        };
        var store = await RecsysStore.OpenAsync(storage, parts.Time, cancellation);
        var snapshots = new SnapshotHolder();
        try
        {
            var app = ServerComposition.Build(options, parts, store, snapshots, early);
            await native;
            await app.Services.GetRequiredService<LiveModel>().RefreshAsync(cancellation);
            return new RecsysServer(app, options, store, snapshots, began);
        }
        catch
        {
            snapshots.Dispose();
            await store.DisposeAsync();
            throw;
        }
    }
}
