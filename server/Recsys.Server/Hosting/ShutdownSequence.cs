using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recsys.Server.Health;

namespace Recsys.Server.Hosting;

/// <summary>
/// Before Kestrel stops: say everywhere that the server is no longer ready, then go on answering for a while, so that
/// balancers turn away before the door closes.
/// </summary>
internal sealed class ShutdownSequence : IHostedLifecycleService
{
    private readonly ServiceHealth _health;
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ShutdownSequence> _logger;

    public ShutdownSequence(
        ServiceHealth health, ServerOptions options, IHostApplicationLifetime lifetime, TimeProvider time,
        ILogger<ShutdownSequence> logger)
    {
        (_health, _options, _time, _logger) = (health, options, time, logger);
        lifetime.ApplicationStopping.Register(health.Stop);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _health.Stop();
        ServerLog.Stopping(_logger);
        if (_options.DrainDelay > TimeSpan.Zero) await Task.Delay(_options.DrainDelay, _time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
