using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recsys.Server.Health;
using Recsys.Server.Services.Interactions;
using Recsys.Server.Services.Models;
using Recsys.Server.Services.Operations;
using Recsys.Server.Training;

namespace Recsys.Server.Hosting;

/// <summary>
/// Before Kestrel stops: say everywhere that the server is no longer ready, end the streams of interactions behind
/// their last acknowledgement, those of watchers and the training under way, then go on answering for a while, so that
/// balancers turn away before the door closes.
/// </summary>
internal sealed class ShutdownSequence : IHostedLifecycleService
{
    private readonly ServiceHealth _health;
    private readonly IngestRoom _ingest;
    private readonly WatchRoom _watchers;
    private readonly TrainingWatchRoom _trainings;
    private readonly TrainingQueue _training;
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ShutdownSequence> _logger;

    public ShutdownSequence(
        ServiceHealth health, IngestRoom ingest, WatchRoom watchers, TrainingWatchRoom trainings,
        TrainingQueue training, ServerOptions options, IHostApplicationLifetime lifetime, TimeProvider time,
        ILogger<ShutdownSequence> logger)
    {
        (_health, _ingest, _watchers, _options, _time, _logger) = (health, ingest, watchers, options, time, logger);
        (_trainings, _training) = (trainings, training);
        lifetime.ApplicationStopping.Register(health.Stop);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _health.Stop();
        ServerLog.Stopping(_logger);
        await EndStreamsAsync(cancellationToken);
        if (_options.DrainDelay > TimeSpan.Zero) await Task.Delay(_options.DrainDelay, _time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // While Kestrel still stands: connections that it closes may lose how a stream ended.
    private async Task EndStreamsAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(
                _ingest.StopAsync(), _watchers.StopAsync(), _trainings.StopAsync(), _training.StopAsync()).WaitAsync(
                    _options.ShutdownTimeout, _time, cancellation);
        }
        catch (TimeoutException)
        {
            // Those that are left are cut off with everything else.
        }
    }
}
