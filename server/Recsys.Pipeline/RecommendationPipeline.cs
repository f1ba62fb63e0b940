using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Ordering;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Pipeline.Turns;

namespace Recsys.Pipeline;

/// <summary>Runs requests through the pipelines of the live snapshot. One instance serves all threads.</summary>
/// <param name="snapshots">Holds the live snapshot.</param>
/// <param name="products">Live state of all products.</param>
/// <param name="histories">What is known of customers.</param>
/// <param name="time">Measures the stages.</param>
/// <param name="atOnce">Requests computed at once, above 0; further ones wait for their turn in the order they came.
/// Null takes the number of processors: more would only push one another out of the caches, and end later, all of
/// them. Where it is that number, no two of them compute on the same processor.</param>
public sealed class RecommendationPipeline(
    SnapshotHolder snapshots, ProductColumns products, IUserHistoryStore histories, TimeProvider time,
    int? atOnce = null)
{
    private readonly HistoryPool _users = new();
    private readonly ComputeTurns _turns = new(atOnce ?? Environment.ProcessorCount);

    /// <summary>
    /// Makes one page.
    /// <list type="number">
    /// <item>Lease the live snapshot: one version for the whole request, alive until it ends.</item>
    /// <item>Hydrate the user: the stored history with the session's events applied; then wait for a turn.</item>
    /// <item>Retrieve candidates from the sources, merged by row.</item>
    /// <item>Filter them; where too few are left for the page, ask the sources for more, a bounded number of
    /// rounds.</item>
    /// <item>Score what is left; a failing scorer is replaced by the merged retrieval scores.</item>
    /// <item>Order: promotion, sampling, diversity, top K.</item>
    /// <item>Answer with the page and how it came about.</item>
    /// </list>
    /// Durations, counts and errors of every stage and source are recorded on the way (<see cref="Telemetry"/>).
    /// </summary>
    /// <param name="request">What is wanted, within <see cref="PipelineLimits"/>.</param>
    /// <param name="cancellation">Looked at between stages and before each source.</param>
    /// <returns>The page, or why no pipeline ran (<see cref="RecommendationResult.Outcome"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The request is outside of <see cref="PipelineLimits"/>.
    /// </exception>
    /// <exception cref="Exception">A filter failed: rules are never done without.</exception>
    /// <exception cref="OperationCanceledException">The caller left or the deadline passed.</exception>
    public async ValueTask<RecommendationResult> ExecuteAsync(
        RecommendationRequest request, CancellationToken cancellation)
    {
        RequestBounds.ThrowIfExceeded(request);

        // 1. Lease.
        if (!snapshots.TryLease(out var lease))
            return RecommendationResult.NotRun(request, RecommendationOutcome.NoSnapshot);
        using var leased = lease;
        return await RunAsync(lease.Snapshot, request, cancellation);
    }

    /// <summary>
    /// Makes one page with a snapshot that is not live: a rehearsal, whose durations and failures are not recorded.
    /// </summary>
    /// <param name="snapshot">The snapshot; the caller's, until this has ended.</param>
    /// <param name="request">What is wanted, within <see cref="PipelineLimits"/>.</param>
    /// <param name="cancellation">As of <see cref="ExecuteAsync"/>, and so are the errors.</param>
    public ValueTask<RecommendationResult> RehearseAsync(
        PipelineSnapshot snapshot, RecommendationRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        RequestBounds.ThrowIfExceeded(request);
        return RunAsync(snapshot, request, cancellation, rehearsal: true);
    }

    private async ValueTask<RecommendationResult> RunAsync(
        PipelineSnapshot snapshot, RecommendationRequest request, CancellationToken cancellation,
        bool rehearsal = false)
    {
        if (!snapshot.Pipelines.TryGetValue(request.Pipeline, out var pipeline))
            return RecommendationResult.NotRun(request, RecommendationOutcome.UnknownPipeline);
        using var run = new PipelineRun(pipeline, request, _users, time) { IsRehearsal = rehearsal };

        // 2. Hydrate.
        await HydrationStage.RunAsync(run, snapshot, products, histories, cancellation);

        // What follows waits for nothing, so it waits here until a processor is free.
        await _turns.BeginAsync(cancellation);
        try
        {
            using var processor = _turns.Hold();
            return Compute(run, cancellation);
        }
        finally
        {
            _turns.End();
        }
    }

    private static RecommendationResult Compute(PipelineRun run, CancellationToken cancellation)
    {
        // 3. Retrieve.
        RetrievalStage.Run(run, cancellation);

        // 4. Filter, with refill.
        FilterStage.Run(run, cancellation);
        while (run.NeedsRefill())
        {
            run.BeginRefill();
            RetrievalStage.Run(run, cancellation);
            FilterStage.Run(run, cancellation);
        }
        FilterStage.Compact(run);

        // 5. Score.
        ScoringStage.Run(run, cancellation);

        // 6. Order.
        var page = OrderingStage.Run(run, cancellation);

        // 7. Answer.
        return RunReport.Of(run, page);
    }
}
