namespace Recsys.Training.Evaluation;

/// <summary>Scores of a slice by customer, over days and ways of training.</summary>
internal sealed class ReplayScores(int cadences)
{
    private readonly Dictionary<string, int> _customers = new(StringComparer.Ordinal);
    private readonly List<int> _requests = [];
    private readonly List<double[]> _recall = [];
    private readonly List<double[]> _ndcg = [];

    public int Customers => _requests.Count;

    public int Requests { get; private set; }

    /// <summary>Adds a customer's scores on a day, one for each way.</summary>
    public void Add(string customer, IEnumerable<(float Recall, float Ndcg)> scores)
    {
        if (!_customers.TryGetValue(customer, out int at))
        {
            _customers[customer] = at = _requests.Count;
            _requests.Add(0);
            _recall.Add(new double[cadences]);
            _ndcg.Add(new double[cadences]);
        }
        int cadence = 0;
        foreach (var (recall, ndcg) in scores)
        {
            _recall[at][cadence] += recall;
            _ndcg[at][cadence++] += ndcg;
        }
        _requests[at]++;
        Requests++;
    }

    public ReplaySliceReport Report(
        string dimension, string name, int k, IReadOnlyList<string> names, int draws, int seed,
        CancellationToken cancellation)
    {
        float[] Means(List<double[]> sums, int cadence) =>
            [.. sums.Select((of, at) => (float)(of[cadence] / _requests[at]))];
        float[][] series =
        [
            .. Enumerable.Range(0, cadences).SelectMany(
                cadence => new[] { Means(_recall, cadence), Means(_ndcg, cadence) }),
        ];
        var bootstrap = CustomerBootstrap.Of(series, draws, seed, cancellation);
        double first = series[1].Average();
        return new ReplaySliceReport
        {
            Dimension = dimension,
            Name = name,
            Customers = Customers,
            Requests = Requests,
            K = k,
            Results =
            [
                .. names.Select((cadence, i) => new ReplayResult
                {
                    Cadence = cadence,
                    Recall = series[2 * i].Average(),
                    RecallInterval = bootstrap.Mean(2 * i),
                    Ndcg = series[2 * i + 1].Average(),
                    NdcgInterval = bootstrap.Mean(2 * i + 1),
                    NdcgAgainstFirst = i > 0 && first > 0 ? series[2 * i + 1].Average() / first - 1 : null,
                    NdcgAgainstFirstInterval = i > 0 ? bootstrap.Relative(2 * i + 1, 1) : null,
                }),
            ],
        };
    }
}
