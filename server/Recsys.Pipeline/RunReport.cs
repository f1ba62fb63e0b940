using Recsys.Pipeline.Filtering;

namespace Recsys.Pipeline;

/// <summary>Makes the result of a run that went through all stages.</summary>
internal static class RunReport
{
    public static RecommendationResult Of(PipelineRun run, RecommendedProduct[] page) => new()
    {
        Products = page,
        ModelVersion = run.Context.Snapshot.ModelVersion,
        Pipeline = run.Pipeline.Name,
        Seed = run.Request.Seed,
        ColdStart = run.Request.AnchorRow < 0 ? run.Context.User.IsEmpty : IsUnknownProduct(run),
        FallbackCount = CountFallbacks(page, ~run.Pipeline.FallbackMask),
        NewestInteractionMs = run.Context.User.LastTimeMs,
        SourceNames = run.Pipeline.SourceNames,
        Stages = run.Stages,
        Sources = run.Sources,
        TotalMicroseconds = run.TotalMicroseconds(),
        RefillRounds = run.RefillRounds,
        Degraded = run.Degraded,
        Trace = run.Request.Trace ? TraceOf(run, page) : Array.Empty<TracedCandidate>(),
    };

    // A source that failed proves nothing; it is reported as degraded instead.
    private static bool IsUnknownProduct(PipelineRun run)
    {
        bool asked = false;
        for (int i = 0; i < run.Sources.Length; i++)
        {
            if (!run.Pipeline.Sources[i].Behavioral) continue;
            if (run.Sources[i].Failed || run.Sources[i].Found > 0) return false;
            asked = true;
        }
        return asked;
    }

    private static int CountFallbacks(RecommendedProduct[] page, uint others)
    {
        int count = 0;
        foreach (var product in page)
            if ((product.Sources & others) == 0) count++;
        return count;
    }

    /// <summary>Walks all candidates and, beside them, the ranked ones, which are in the same order.</summary>
    private static List<TracedCandidate> TraceOf(PipelineRun run, RecommendedProduct[] page)
    {
        var positions = new Dictionary<int, int>(page.Length);
        for (int i = 0; i < page.Length; i++) positions[page[i].Row] = i;
        var (found, kept) = (run.Found.Batch, run.Kept!);
        var trace = new List<TracedCandidate>(found.Count);
        int ranked = 0;
        for (int i = 0; i < found.Count; i++)
        {
            int row = found.Rows[i];
            float? score = null;
            var fate = found.Fates[i];
            if (fate == CandidateFate.Kept)
            {
                (score, fate) = (kept.Scores[ranked], kept.Fates[ranked]);
                ranked++;
            }
            trace.Add(new TracedCandidate(
                row, run.Context.Products.IdOf(row), found.Sources[i], found.RetrievalScores[i], score, fate,
                positions.GetValueOrDefault(row, -1)));
        }
        AddTurnedAway(run, trace);
        return trace;
    }

    // What sources did not bring because the filters, asked on the way, turned it away. Where another source brought it
    // all the same, the candidates' own fate is told already.
    private static void AddTurnedAway(PipelineRun run, List<TracedCandidate> trace)
    {
        if (run.Context.Screen.TurnedAway.Count == 0) return;
        var found = new HashSet<int>(trace.Count);
        foreach (var candidate in trace) found.Add(candidate.Row);
        foreach (var screened in run.Context.Screen.TurnedAway)
            if (!found.Contains(screened.Row))
                trace.Add(new TracedCandidate(
                    screened.Row, run.Context.Products.IdOf(screened.Row), screened.Sources, 0, null, screened.Fate,
                    -1));
    }
}
