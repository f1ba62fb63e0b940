namespace Recsys.Pipeline.Scoring;

/// <summary>
/// Ranks the kept candidates; a scorer that fails is replaced by the merged retrieval scores, and reported.
/// </summary>
internal static class ScoringStage
{
    public static void Run(PipelineRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var span = run.Measure(Stage.Score);
        var kept = run.Kept!;
        run.SetCounts(Stage.Score, kept.Count, kept.Count);
        if (kept.Count == 0) return;
        var scorer = run.Pipeline.Scorer;
        try
        {
            // A trace tells every candidate's score, not the page's alone.
            int reach = run.Request.Trace ? kept.Count : run.Pipeline.Ordering.Reach(run.Request);
            if (reach < kept.Count)
                scorer.ScoreBest(run.Context, kept.Rows, kept.RetrievalScores, reach, kept.Scores);
            else scorer.Score(run.Context, kept.Rows, kept.RetrievalScores, kept.Scores);
            if (!AllFinite(kept.Scores)) throw new ArithmeticException("A score is not a finite number.");
        }
        catch (Exception error)
        {
            kept.RetrievalScores.CopyTo(kept.Scores);
            run.Degrade(Stage.Score, scorer.Name, error);
        }
    }

    private static bool AllFinite(ReadOnlySpan<float> scores)
    {
        foreach (float score in scores)
            if (!float.IsFinite(score)) return false;
        return true;
    }
}
