using System.Diagnostics.Metrics;
using Recsys.Pipeline.Telemetry;
using Recsys.Storage.Telemetry;

namespace Recsys.Server.Measuring;

/// <summary>
/// Hears what the pipeline and the store measure of themselves and keeps it in windows. Nothing is allocated per
/// measurement: tags are the strings the instruments have anyway. Instruments belong to the process, so a second
/// server in it would be heard as well.
/// </summary>
internal sealed class InstrumentListener : IDisposable
{
    private readonly MeterListener _listener = new();

    public InstrumentListener(MeasuringClock clock)
    {
        Pipelines = new NamedMeters<PipelineMeter>(name => new PipelineMeter(name, clock));
        Storage = new StorageMeters(clock);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReceiverOf(instrument) is { } receiver) listener.EnableMeasurementEvents(instrument, receiver);
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) =>
            ((Receiver)state!).Invoke(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) =>
            ((Receiver)state!).Invoke(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) =>
            ((Receiver)state!).Invoke(value, tags));
    }

    private delegate void Receiver(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>The pipelines that ran.</summary>
    public NamedMeters<PipelineMeter> Pipelines { get; }

    /// <summary>The journal and its checkpoints.</summary>
    public StorageMeters Storage { get; }

    /// <summary>Begins to listen.</summary>
    public void Start() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    private Receiver? ReceiverOf(Instrument instrument) => (instrument.Meter.Name, instrument.Name) switch
    {
        (PipelineTelemetry.Name, "recsys.pipeline.request.duration") =>
            (value, tags) => PipelineOf(tags)?.Requests.Record(value),
        (PipelineTelemetry.Name, "recsys.pipeline.stage.duration") =>
            (value, tags) => PipelineOf(tags)?.RecordStage(Tag(tags, "stage"), value),
        (PipelineTelemetry.Name, "recsys.pipeline.source.duration") =>
            (value, tags) => SourceOf(tags)?.Calls.Record(value),
        (PipelineTelemetry.Name, "recsys.pipeline.source.candidates") =>
            (value, tags) => SourceOf(tags)?.Candidates.Add((long)value),
        (PipelineTelemetry.Name, "recsys.pipeline.degradations") =>
            (value, tags) => PipelineOf(tags)?.Degradations.Add((long)value),
        (StorageTelemetry.Name, "recsys.storage.commit.duration") => (value, _) => Storage.Commits.Record(value),
        (StorageTelemetry.Name, "recsys.storage.checkpoint.duration") => (value, _) => Storage.RecordCheckpoint(value),
        (StorageTelemetry.Name, "recsys.storage.failures") => (value, _) => Storage.Failures.Add((long)value),
        _ => null,
    };

    private PipelineMeter? PipelineOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Tag(tags, "pipeline") is { Length: > 0 } name ? Pipelines.Of(name) : null;

    private SourceMeter? SourceOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Tag(tags, "source") is { Length: > 0 } name ? PipelineOf(tags)?.Sources.Of(name) : null;

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string key)
    {
        foreach (var tag in tags)
            if (tag.Key == key) return tag.Value as string ?? "";
        return "";
    }
}
