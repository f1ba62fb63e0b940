using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Scoring;

namespace Recsys.Training.Evaluation;

/// <summary>Measures a scorer's probabilities; see <see cref="ScorerReport"/>.</summary>
internal sealed class ScorerEvaluator(
    EvaluationSplit split, EvaluationOptions options, ReplayedHistories histories, ProductColumns products)
{
    private readonly List<float> _scores = [];
    private readonly List<bool> _labels = [];
    private readonly List<float> _weights = [];
    private double _customerAucs;
    private int _customersWithAuc;

    public ScorerReport Evaluate(
        IScorer scorer, PipelineSnapshot snapshot, Action<int> done, CancellationToken cancellation)
    {
        var random = new Random(options.Seed);
        for (int i = 0; i < split.Cases.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Score(scorer, snapshot, split.Cases[i], random);
            if ((i + 1) % 100 == 0) done(i + 1);
        }
        var scores = _scores.ToArray();
        var labels = _labels.ToArray();
        var weights = _weights.ToArray();
        bool probabilities = Array.TrueForAll(scores, score => score is >= 0 and <= 1);
        double positiveWeight = 0, allWeight = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            allWeight += weights[i];
            if (labels[i]) positiveWeight += weights[i];
        }
        var baseRate = new float[scores.Length];
        Array.Fill(baseRate, allWeight > 0 ? (float)(positiveWeight / allWeight) : 0);
        return new ScorerReport
        {
            Name = scorer.Name,
            Positives = labels.LongCount(label => label),
            Negatives = labels.LongCount(label => !label),
            Auc = ClassificationMetrics.Auc(scores, labels),
            AucPerCustomer = _customersWithAuc > 0 ? _customerAucs / _customersWithAuc : null,
            LogLoss = probabilities ? ClassificationMetrics.LogLoss(scores, labels, weights) : null,
            BaseRateLogLoss = ClassificationMetrics.LogLoss(baseRate, labels, weights),
            Roc = ProbabilityCurves.Roc(scores, labels),
            Calibration = probabilities ? ProbabilityCurves.Calibration(scores, labels, weights) : [],
        };
    }

    private void Score(IScorer scorer, PipelineSnapshot snapshot, EvaluationCase one, Random random)
    {
        int[] positives = [.. one.Relevant];
        int others = split.Feedback.ItemCount - positives.Length
            - (split.RepeatPurchases ? 0 : split.Feedback.ItemsOf(one.User).Length);
        int[] negatives = Draw(one, Math.Min(others, positives.Length * options.NegativesPerPositive), random);
        int[] rows = [.. positives, .. negatives];
        var scores = new float[rows.Length];
        var history = histories.Read(one.User);
        using var context = new RecommendationContext
        {
            Request = new RecommendationRequest
            {
                CustomerId = split.Train.UserIds[one.User], NowMs = one.RequestTimeMs,
            },
            Snapshot = snapshot,
            Products = products,
            User = history,
            Country = history.Country,
        };
        scorer.Score(context, rows, new float[rows.Length], scores);
        var labels = new bool[rows.Length];
        Array.Fill(labels, true, 0, positives.Length);
        if (ClassificationMetrics.Auc(scores, labels) is { } auc)
        {
            _customerAucs += auc;
            _customersWithAuc++;
        }
        _scores.AddRange(scores);
        _labels.AddRange(labels);
        for (int i = 0; i < rows.Length; i++) _weights.Add(labels[i] ? 1 : (float)others / negatives.Length);
    }

    private int[] Draw(EvaluationCase one, int count, Random random)
    {
        var drawn = new HashSet<int>(count);
        int items = split.Feedback.ItemCount;
        // Where nearly all are wanted, drawing by chance would take for ever: walk on from the first draw instead.
        int next = random.Next(items);
        bool walk = count * 2L > items - one.Relevant.Count - split.Feedback.ItemsOf(one.User).Length;
        while (drawn.Count < count)
        {
            int item = walk ? next++ % items : random.Next(items);
            if (one.Relevant.Contains(item)) continue;
            if (!split.RepeatPurchases && split.Feedback.Contains(one.User, item)) continue;
            drawn.Add(item);
        }
        return [.. drawn];
    }
}
