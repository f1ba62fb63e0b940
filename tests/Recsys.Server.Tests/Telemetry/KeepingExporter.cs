using System.Collections.Concurrent;
using OpenTelemetry;

namespace Recsys.Server.Tests.Telemetry;

/// <summary>Keeps what is exported.</summary>
internal sealed class KeepingExporter<T> : BaseExporter<T> where T : class
{
    public ConcurrentQueue<T> Kept { get; } = new();

    public override ExportResult Export(in Batch<T> batch)
    {
        foreach (var item in batch) Kept.Enqueue(item);
        return ExportResult.Success;
    }
}
