using Microsoft.Extensions.DependencyInjection;
using Recsys.Storage;

namespace Recsys.Server.Measuring;

/// <summary>What measures the server, for as long as it is there.</summary>
internal static class MeasuringServices
{
    /// <summary>Adds it. The store and the clock must be there too.</summary>
    public static void Add(IServiceCollection services) => services
        .AddSingleton<MeasuringClock>()
        .AddSingleton<MethodMeters>()
        .AddSingleton<IngestMeter>()
        .AddSingleton<InstrumentListener>()
        .AddSingleton(provider => Window(
            provider.GetRequiredService<MeasuringClock>(), provider.GetRequiredService<RecsysStore>()))
        .AddHostedService<ProcessSampler>();

    private static ProcessWindow Window(MeasuringClock clock, RecsysStore store) => new(clock, () => new ProcessSample(
        clock.Elapsed, store.Interactions.DurablePosition, GC.GetTotalPauseDuration(), Environment.CpuUsage.TotalTime));
}
