using System.Buffers;
using System.Diagnostics;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Telemetry;

namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// Asks the sources, each for its share of the candidates wanted, and merges what they find; those that fill are asked
/// last, for what the others left. Fallbacks are asked only
/// where the others found fewer than half of it; a refill round asks all of them, for a multiple of their share.
/// </summary>
internal static class RetrievalStage
{
    public static void Run(PipelineRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var span = run.Measure(Stage.Retrieve);
        bool refill = run.RefillRounds > 0;
        Ask(run, fallbacks: false, cancellation);
        if (refill || run.Found.Batch.Count < run.Wanted / 2) Ask(run, fallbacks: true, cancellation);
        run.SetCounts(Stage.Retrieve, 0, run.Found.Batch.Count);
    }

    private static void Ask(PipelineRun run, bool fallbacks, CancellationToken cancellation)
    {
        var sources = run.Pipeline.Sources;
        double shares = 0;
        for (int i = 0; i < sources.Count; i++)
            if (sources[i].Fallback == fallbacks && run.Applies(i)) shares += sources[i].Share;
        double scale = 1 / Math.Min(shares, 1);
        Ask(run, fallbacks, fills: false, scale, cancellation);
        Ask(run, fallbacks, fills: true, scale, cancellation);
    }

    private static void Ask(
        PipelineRun run, bool fallbacks, bool fills, double scale, CancellationToken cancellation)
    {
        var sources = run.Pipeline.Sources;
        for (int i = 0; i < sources.Count; i++)
        {
            if (sources[i].Fallback != fallbacks || sources[i].Fills != fills || !run.Applies(i)) continue;
            cancellation.ThrowIfCancellationRequested();
            int quota = QuotaOf(run, sources[i].Share * scale);
            // Some of what it finds was found already, so what is missing alone would be too few.
            if (fills && run.Wanted - run.Found.Batch.Count > quota) quota = run.Wanted;
            Ask(run, i, quota);
        }
    }

    /// <summary>How many candidates to ask of a source that has a part of them.</summary>
    private static int QuotaOf(PipelineRun run, double part)
    {
        // Less what rounding of the share may have added.
        double quota = Math.Ceiling((run.Wanted * part) - 1e-3);
        for (int round = 0; round < run.RefillRounds; round++) quota *= PipelineLimits.RefillFactor;
        return (int)Math.Min(quota, PipelineLimits.MaxExamined);
    }

    private static void Ask(PipelineRun run, int source, int quota)
    {
        var before = run.Sources[source];
        if (!run.HasMore(source) || before.Asked >= quota) return;
        var (rows, scores) = (ArrayPool<int>.Shared.Rent(quota), ArrayPool<float>.Shared.Rent(quota));
        long started = run.Timestamp();
        using var activity = PipelineTelemetry.Activities.StartActivity("source");
        try
        {
            var weighted = run.Pipeline.Sources[source];
            run.Context.Screen.Source = 1u << source;
            int found = weighted.Source.Retrieve(run.Context, rows.AsSpan(0, quota), scores.AsSpan(0, quota));
            int room = run.RefillRounds > 0 ? run.Found.Limit : run.Wanted;
            int added = run.Found.Add(source, weighted.Weight, rows.AsSpan(0, quota)[..found], room);
            var figures = before with { Asked = quota, Found = found, New = before.New + added };
            Record(run, source, started, figures, activity);
        }
        catch (Exception error) when (error is not FilterFailedException)
        {
            Record(run, source, started, before with { Asked = quota, Failed = true }, activity);
            run.Context.NoteFailure(source);
            run.Degrade(Stage.Retrieve, before.Name, error);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private static void Record(PipelineRun run, int source, long started, SourceFigures figures, Activity? activity)
    {
        double microseconds = run.MicrosecondsSince(started);
        run.Sources[source] = figures with { Microseconds = figures.Microseconds + microseconds };
        if (!run.IsRehearsal) Count(run.Pipeline.Name, figures, microseconds);
        if (activity is null) return;
        activity.SetTag("recsys.source", figures.Name);
        activity.SetTag("recsys.asked", figures.Asked);
        activity.SetTag("recsys.found", figures.Found);
        if (figures.Failed) activity.SetStatus(ActivityStatusCode.Error);
    }

    private static void Count(string pipeline, SourceFigures figures, double microseconds)
    {
        var tag = PipelineTelemetry.Tag("pipeline", pipeline);
        var name = PipelineTelemetry.Tag("source", figures.Name);
        PipelineTelemetry.SourceDuration.Record(microseconds * 1e-6, tag, name);
        if (!figures.Failed) PipelineTelemetry.SourceCandidates.Record(figures.Found, tag, name);
    }
}
