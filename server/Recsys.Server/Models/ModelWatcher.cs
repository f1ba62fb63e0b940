using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Recsys.Server.Models;

/// <summary>
/// Looks at the repository from time to time: works on any mounted storage, where file notifications do not.
/// </summary>
internal sealed class ModelWatcher(
    LiveModel model, ServerOptions options, TimeProvider time, ILogger<ModelWatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ModelPollInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await model.RefreshAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LiveModelLog.LookFailed(logger, error);
            }
        }
    }
}
