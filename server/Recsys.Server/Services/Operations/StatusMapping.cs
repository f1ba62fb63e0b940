using Recsys.Pipeline;
using Recsys.Server.Measuring;
using Recsys.Server.Services.Recommendations;

namespace Recsys.Server.Services.Operations;

/// <summary>Measurements as the contract has them.</summary>
internal static class StatusMapping
{
    /// <summary>Where times lie.</summary>
    public static V1.LatencyStatus Write(LatencyFigures figures) => new()
    {
        Count = figures.Count,
        P50Ms = figures.P50Ms,
        P90Ms = figures.P90Ms,
        P99Ms = figures.P99Ms,
        MaxMs = figures.MaxMs,
    };

    /// <summary>A method.</summary>
    /// <param name="meter">What was measured of it.</param>
    /// <param name="covered">Seconds that the window covers.</param>
    public static V1.MethodStatus Write(MethodMeter meter, double covered)
    {
        var latency = meter.Latency;
        return new V1.MethodStatus
        {
            Method = meter.Name,
            CallsPerSecond = latency.Count / covered,
            ErrorsPerSecond = meter.Errors.PerSecond(covered),
            ActiveCalls = meter.Active,
            Latency = Write(latency),
            TotalCalls = meter.Total,
        };
    }

    /// <summary>A pipeline.</summary>
    /// <param name="meter">What was measured of it.</param>
    /// <param name="covered">Seconds that the window covers.</param>
    public static V1.PipelineStatus Write(PipelineMeter meter, double covered)
    {
        var latency = meter.Requests.Read();
        var status = new V1.PipelineStatus
        {
            Pipeline = meter.Name,
            RequestsPerSecond = latency.Count / covered,
            Latency = Write(latency),
            DegradationsPerSecond = meter.Degradations.PerSecond(covered),
            TotalDegradations = meter.Degradations.Total,
        };
        for (int i = 0; i < meter.Stages.Count; i++)
        {
            status.Stages.Add(new V1.StageStatus
            {
                Stage = TraceMapping.Write((Stage)i),
                Latency = Write(meter.Stages[i].Read()),
            });
        }
        foreach (var source in meter.Sources.All)
        {
            status.Sources.Add(new V1.SourceStatus
            {
                Source = source.Name,
                Latency = Write(source.Calls.Read()),
                MeanCandidates = source.Candidates.Mean,
            });
        }
        return status;
    }
}
