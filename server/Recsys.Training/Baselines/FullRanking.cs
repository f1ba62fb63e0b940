using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>Ranks the whole catalogue by a scorer, leaving out the user's training items unless repeats are
/// allowed.</summary>
public sealed class FullRanking : IItemRanker
{
    private readonly IItemScorer _scorer;
    private readonly EvaluationSplit _split;
    private readonly float[] _scores;

    /// <summary>Makes the ranker of a scorer; not thread-safe, since it keeps one row of scores.</summary>
    public FullRanking(IItemScorer scorer, EvaluationSplit split)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(split);
        _scorer = scorer;
        _split = split;
        _scores = new float[split.Feedback.ItemCount];
    }

    /// <inheritdoc/>
    public string Name => _scorer.Name;

    /// <inheritdoc/>
    public int Rank(int user, Span<int> best)
    {
        _scorer.Score(user, _scores);
        if (!_split.RepeatPurchases)
            foreach (int item in _split.Feedback.ItemsOf(user)) _scores[item] = float.NegativeInfinity;
        return TopItems.Select(_scores, best);
    }
}
