namespace Recsys.Training.Evaluation;

/// <summary>Adds up the scores of many customers at one cut-off.</summary>
internal sealed class RankingSums(int k, int itemCount)
{
    private readonly bool[] _shown = new bool[itemCount];
    private double _recall, _ndcg, _hits, _precision, _reciprocalRank;
    private int _count, _shownCount;

    public void Add(ReadOnlySpan<int> ranked, IReadOnlySet<int> relevant)
    {
        var scores = RankingMetrics.Score(ranked, relevant, k);
        _recall += scores.Recall;
        _ndcg += scores.Ndcg;
        _hits += scores.HitRate;
        _precision += scores.Precision;
        _reciprocalRank += scores.ReciprocalRank;
        _count++;
        foreach (int item in ranked[..Math.Min(k, ranked.Length)])
        {
            if (_shown[item]) continue;
            _shown[item] = true;
            _shownCount++;
        }
    }

    public MetricsAtCutoff Mean()
    {
        // No customers at all is reported as zeros: the report says beside it how many there were.
        double count = Math.Max(_count, 1);
        return new MetricsAtCutoff
        {
            K = k,
            Recall = _recall / count,
            Ndcg = _ndcg / count,
            HitRate = _hits / count,
            Precision = _precision / count,
            Mrr = _reciprocalRank / count,
            Coverage = (double)_shownCount / Math.Max(itemCount, 1),
        };
    }
}
