using Recsys.Pipeline;
using Recsys.Server.Measuring;
using Recsys.Server.Models;
using Recsys.Server.Services.Interactions;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Operations;

/// <summary>Puts together what is measured and held at one moment.</summary>
internal sealed class StatusReader(
    MeasuringClock clock, MethodMeters methods, InstrumentListener instruments, IngestMeter ingest, IngestRoom streams,
    ProcessWindow process, RecsysStore store, SnapshotHolder snapshots, LiveModel model, ServerOptions options)
{
    // What several watchers look at in the same moment is put together once.
    private const double SharedSeconds = 0.05;

    private static readonly string Version = typeof(StatusReader).Assembly.GetName().Version!.ToString(3);

    private readonly Lock _gate = new();
    private (double Elapsed, V1.ServerStatus Status)? _shared;

    /// <summary>The status; one that another watcher was given up to 50 ms ago may do. Not to be changed.</summary>
    public V1.ServerStatus ReadShared()
    {
        lock (_gate)
        {
            if (_shared is { } last && clock.Elapsed - last.Elapsed < SharedSeconds) return last.Status;
            _shared = (clock.Elapsed, Read());
            return _shared.Value.Status;
        }
    }

    /// <summary>The status now.</summary>
    public V1.ServerStatus Read()
    {
        var held = store.Statistics;
        var figures = process.Read();
        double covered = clock.Covered;
        var status = new V1.ServerStatus
        {
            Time = Times.ToTimestamp(clock.UtcNow),
            StartTime = Times.ToTimestamp(clock.StartTime),
            ServerVersion = Version,
            WindowSeconds = MeasuringClock.WindowSeconds,
            Ingestion = Ingestion(held, covered),
            Journal = Journal(held, figures),
            Store = new V1.StoreStatus
            {
                ProductCount = held.Products,
                CustomerCount = held.Customers,
                HistoryCount = held.Histories,
                InteractionCount = held.Interactions,
                StateSizeBytes = held.StateLogBytes,
            },
            LiveModel = LiveModel(),
            Memory = Memory(held, figures),
        };
        foreach (var method in methods.Called) status.Methods.Add(StatusMapping.Write(method, covered));
        foreach (var pipeline in instruments.Pipelines.All)
            status.Pipelines.Add(StatusMapping.Write(pipeline, covered));
        return status;
    }

    private V1.IngestionStatus Ingestion(StorageStatistics held, double covered) => new()
    {
        AcceptedPerSecond = ingest.Accepted.PerSecond(covered),
        DuplicatesPerSecond = ingest.Duplicates.PerSecond(covered),
        RejectedPerSecond = ingest.Rejected.PerSecond(covered),
        OpenStreams = streams.Streams,
        Freshness = StatusMapping.Write(ingest.Freshness.Read()),
        NewestInteractionTime = held.LatestInteractionMs > 0 ? Times.ToTimestamp(held.LatestInteractionMs) : null,
    };

    private V1.JournalStatus Journal(StorageStatistics held, ProcessFigures figures)
    {
        var status = new V1.JournalStatus
        {
            BeginPosition = held.JournalBeginPosition,
            DurablePosition = held.JournalDurablePosition,
            CheckpointPosition = held.CheckpointPosition,
            SizeBytes = held.JournalBytes,
            BytesPerSecond = figures.JournalBytesPerSecond,
            Commit = StatusMapping.Write(instruments.Storage.Commits.Read()),
            TotalFailures = instruments.Storage.Failures.Total,
        };
        if (instruments.Storage.Newest is not { } checkpoint) return status;
        status.CheckpointTime = Times.ToTimestamp(checkpoint.Time);
        status.CheckpointMs = checkpoint.Seconds * 1000;
        return status;
    }

    private V1.LiveModelStatus? LiveModel()
    {
        if (!snapshots.TryLease(out var lease)) return null;
        using var leased = lease;
        var status = new V1.LiveModelStatus
        {
            Version = lease.Snapshot.ModelVersion,
            LiveTime = model.LiveSince is { } since ? Times.ToTimestamp(since) : null,
            IndexedProductCount = lease.Snapshot.Index?.Count ?? 0,
        };
        if (lease.Snapshot.Index?.Recall is { } recall) status.IndexRecall = recall;
        if (lease.Snapshot.Index?.RecallAlarm is { } alarm) status.IndexRecallAlarm = alarm;
        return status;
    }

    private V1.MemoryStatus Memory(StorageStatistics held, ProcessFigures figures) => new()
    {
        ResidentBytes = Environment.WorkingSet,
        ManagedBytes = GC.GetTotalMemory(forceFullCollection: false),
        StateBytes = held.StateMemoryBytes,
        StateBudgetBytes = options.StoreMemoryBytes,
        GcPauseRatio = figures.GcPauseRatio,
        ProcessorsUsed = figures.ProcessorsUsed,
        ProcessorCount = Environment.ProcessorCount,
    };
}
