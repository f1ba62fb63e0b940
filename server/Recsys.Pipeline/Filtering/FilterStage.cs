using System.Runtime.InteropServices;
using Recsys.Pipeline.Telemetry;

namespace Recsys.Pipeline.Filtering;

/// <summary>
/// Applies the pipeline's rules to the candidates that no round before has filtered. A rule that fails ends the
/// request: what it forbids must not be shown because it could not be asked.
/// </summary>
internal static class FilterStage
{
    public static void Run(PipelineRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var span = run.Measure(Stage.Filter);
        var batch = run.Found.Batch;
        var rows = batch.Rows[run.Filtered..];
        var fates = batch.Fates[run.Filtered..];
        var filters = run.Pipeline.Filters;
        int kept = fates.Length;
        for (int i = 0; i < filters.Count && kept > 0; i++)
        {
            filters[i].Apply(run.Context, rows, fates);
            int left = CountKept(fates);
            if (left < kept) Count(run.Pipeline.Name, filters[i].Name, Stage.Filter, kept - left);
            kept = left;
        }
        run.Filtered = batch.Count;
        run.Passed += kept;
        run.SetCounts(Stage.Filter, run.Filtered, run.Passed);
    }

    /// <summary>
    /// Copies the kept candidates, in the order found and at most as many as wanted, to rows of their own.
    /// </summary>
    public static void Compact(PipelineRun run)
    {
        run.Found.Scale();
        var found = run.Found.Batch;
        var rows = found.Rows;
        var fates = found.Fates;
        var kept = run.Kept = new CandidateBatch(Math.Max(Math.Min(run.Passed, run.Wanted), 1));
        for (int i = 0; i < rows.Length; i++)
        {
            if (fates[i] != CandidateFate.Kept) continue;
            if (kept.Count < run.Wanted) kept.Add(rows[i], found.RetrievalScores[i], found.Sources[i]);
            else fates[i] = CandidateFate.NotRanked;
        }
    }

    /// <summary>Counts what a filter removed.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="filter">Name of the filter.</param>
    /// <param name="stage">Whether a source asked while it looked, or all candidates were filtered.</param>
    /// <param name="removed">How many were removed.</param>
    public static void Count(string pipeline, string filter, Stage stage, int removed) =>
        PipelineTelemetry.FilterRemoved.Add(
            removed, PipelineTelemetry.Tag("pipeline", pipeline), PipelineTelemetry.Tag("stage", StageNames.Of(stage)),
            PipelineTelemetry.Tag("filter", filter));

    private static int CountKept(ReadOnlySpan<CandidateFate> fates) =>
        MemoryMarshal.Cast<CandidateFate, byte>(fates).Count((byte)CandidateFate.Kept);
}
