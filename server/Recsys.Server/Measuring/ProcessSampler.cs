using Microsoft.Extensions.Hosting;

namespace Recsys.Server.Measuring;

/// <summary>
/// Takes the samples of <see cref="ProcessWindow"/> while the server runs, and has the instruments heard from its start
/// on: what warmed the pipelines up before was nobody's request.
/// </summary>
internal sealed class ProcessSampler(ProcessWindow window, InstrumentListener instruments, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>What hears the instruments.</summary>
    public InstrumentListener Instruments => instruments;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) window.Take();
    }
}
