using Recsys.Pipeline;

namespace Recsys.Training.Evaluation;

/// <summary>Ranks by running requests through a pipeline, exactly as a server does.</summary>
internal sealed class PipelineRanker(
    string name, RecommendationPipeline pipeline, EvaluationSplit split, int candidateCount) : IItemRanker
{
    private readonly Dictionary<int, long> _times =
        split.Cases.ToDictionary(one => one.User, one => one.RequestTimeMs);

    /// <summary>Name of the pipeline that is asked; the ranker's own unless set.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Weight of diversity that is asked for.</summary>
    public float Diversity { get; init; }

    /// <summary>Softmax temperature that is asked for.</summary>
    public float Temperature { get; init; }

    public string Name => name;

    public int Rank(int user, Span<int> best)
    {
        var result = Ask(user, best.Length);
        if (result.Outcome != RecommendationOutcome.Completed)
            throw new InvalidOperationException($"The pipeline did not run: {result.Outcome}.");
        if (result.Degraded.Count > 0)
            throw new InvalidOperationException(
                $"'{result.Degraded[0].Component}' failed; measuring a degraded pipeline would mislead.",
                result.Degraded[0].Error);
        int count = 0;
        foreach (var product in result.Products)
            if (split.RepeatPurchases || !split.Feedback.Contains(user, product.Row))
                best[count++] = product.Row;
        return count;
    }

    private RecommendationResult Ask(int user, int pageSize)
    {
        var request = new RecommendationRequest
        {
            Pipeline = Pipeline ?? name,
            CustomerId = split.Train.UserIds[user],
            PageSize = pageSize,
            CandidateCount = candidateCount,
            ExcludePurchased = !split.RepeatPurchases,
            ExcludedRows = split.RepeatPurchases ? NoRows : KnownRows(user),
            NowMs = _times[user],
            Diversity = Diversity,
            Temperature = Temperature,
            Seed = (ulong)user,
        };
        // Histories are in memory, so the call never waits.
        return pipeline.ExecuteAsync(request, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    // What was bought is excluded anyway; of what was only looked at or rated, as much as a request may carry.
    private HashSet<int> KnownRows(int user)
    {
        var known = new HashSet<int>();
        var rows = split.Train.RowsOfUser(user);
        for (int i = rows.Length - 1; i >= 0 && known.Count < PipelineLimits.MaxListLength; i--)
            if (split.Train.Types[rows[i]] != Recsys.Pipeline.Interactions.InteractionType.Purchase)
                known.Add(split.Train.Items[rows[i]]);
        return known;
    }

    private static readonly HashSet<int> NoRows = [];
}
