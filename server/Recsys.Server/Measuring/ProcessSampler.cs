using Microsoft.Extensions.Hosting;

namespace Recsys.Server.Measuring;

/// <summary>Takes the samples of <see cref="ProcessWindow"/> while the server runs.</summary>
internal sealed class ProcessSampler(ProcessWindow window, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) window.Take();
    }
}
