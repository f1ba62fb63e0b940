using Recsys.Pipeline;
using Recsys.Pipeline.Filtering;

namespace Recsys.Server.Services.Recommendations;

/// <summary>How a result came about, in the contract's words.</summary>
internal static class TraceMapping
{
    /// <summary>The trace of a result that was asked to keep one.</summary>
    public static V1.PipelineTrace Write(RecommendationResult result)
    {
        var trace = new V1.PipelineTrace
        {
            RefillCount = result.RefillRounds,
            DurationUs = Whole(result.TotalMicroseconds),
        };
        foreach (var stage in result.Stages)
        {
            trace.Stages.Add(new V1.StageTrace
            {
                Stage = Write(stage.Stage),
                InputCount = stage.CandidatesIn,
                OutputCount = stage.CandidatesOut,
                DurationUs = Whole(stage.Microseconds),
            });
        }
        foreach (var source in result.Sources)
        {
            trace.Sources.Add(new V1.SourceTrace
            {
                Name = source.Name,
                RequestedCount = source.Asked,
                FoundCount = source.Found,
                NewCount = source.New,
                DurationUs = Whole(source.Microseconds),
                Failed = source.Failed,
            });
        }
        trace.Candidates.Capacity = result.Trace.Count;
        foreach (var candidate in result.Trace) trace.Candidates.Add(Write(candidate, result));
        return trace;
    }

    /// <summary>A stage; the contract keeps 0 for what is not said.</summary>
    public static V1.Stage Write(Stage stage) => stage switch
    {
        Stage.Hydrate => V1.Stage.Hydrate,
        Stage.Retrieve => V1.Stage.Retrieve,
        Stage.Filter => V1.Stage.Filter,
        Stage.Score => V1.Stage.Score,
        Stage.Order => V1.Stage.Order,
        _ => V1.Stage.Unspecified,
    };

    /// <summary>A fate; what was kept and is not on the page is below it.</summary>
    public static V1.CandidateFate Write(CandidateFate fate) => fate switch
    {
        CandidateFate.Kept => V1.CandidateFate.BelowPage,
        CandidateFate.Returned => V1.CandidateFate.Returned,
        CandidateFate.NotInCatalogue => V1.CandidateFate.NotInCatalogue,
        CandidateFate.Unavailable => V1.CandidateFate.Unavailable,
        CandidateFate.NotShipped => V1.CandidateFate.NotShipped,
        CandidateFate.AlreadyPurchased => V1.CandidateFate.AlreadyPurchased,
        CandidateFate.Excluded => V1.CandidateFate.Excluded,
        CandidateFate.FilteredOut => V1.CandidateFate.FilteredOut,
        CandidateFate.NotRanked => V1.CandidateFate.NotRanked,
        _ => V1.CandidateFate.Unspecified,
    };

    private static V1.CandidateTrace Write(in TracedCandidate from, RecommendationResult result)
    {
        var candidate = new V1.CandidateTrace
        {
            ProductId = from.ProductId,
            RetrievalScore = from.RetrievalScore,
            Fate = Write(from.Fate),
        };
        candidate.Sources.Add(result.NamesOf(from.Sources));
        if (from.Score is { } score) candidate.Score = score;
        if (from.Position >= 0) candidate.Position = from.Position;
        return candidate;
    }

    private static long Whole(double microseconds) => (long)Math.Round(microseconds);
}
