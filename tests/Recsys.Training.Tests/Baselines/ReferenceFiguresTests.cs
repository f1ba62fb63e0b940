using Recsys.Training.Baselines;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Import;
using Recsys.Training.Tests.Import;

namespace Recsys.Training.Tests.Baselines;

/// <summary>
/// The baselines on the sample give the published figures of Online Retail II, trained before 2011-06-01 and tested on
/// what follows: a change to import, protocol, metric or baseline that moves one by more than 2 % fails here.
/// </summary>
public sealed class ReferenceFiguresTests
{
    private const double Allowed = 0.02;
    private static readonly long Cut = new DateTimeOffset(2011, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public async Task Baselines_OnlineRetail_ReproduceTheReference()
    {
        var train = await ReadAsync(new ImportOptions { BeforeMs = Cut });
        var test = await ReadAsync(new ImportOptions { FromMs = Cut });
        var newItems = EvaluationSplit.Of(train, test, repeatPurchases: false);
        var repeats = EvaluationSplit.Of(train, test, repeatPurchases: true);
        var ease = new EaseBaseline(newItems.Feedback);

        Assert.Equal(1_503, newItems.Cases.Count);
        Assert.Equal(1_624, repeats.Cases.Count);
        AssertReaches(0.0439, 0.0455, new PopularityBaseline(newItems.Feedback), newItems);
        AssertReaches(0.0989, 0.0966, new ItemKnnBaseline(newItems.Feedback), newItems);
        AssertReaches(0.1061, 0.1018, ease, newItems);
        AssertReaches(0.1978, 0.2782, ease, repeats);
    }

    private static void AssertReaches(double recall, double ndcg, IItemScorer scorer, EvaluationSplit split)
    {
        var at20 = RankingEvaluator.Evaluate(new FullRanking(scorer, split), split, [20]).Cutoffs[0];
        Assert.InRange(at20.Recall, recall * (1 - Allowed), recall * (1 + Allowed));
        Assert.InRange(at20.Ndcg, ndcg * (1 - Allowed), ndcg * (1 + Allowed));
    }

    private static async Task<InteractionTable> ReadAsync(ImportOptions options) =>
        (await InteractionFiles.ReadAsync(
            [Sample.Transactions], InteractionMapping.Load(Sample.Mapping), options, null,
            CancellationToken.None)).Table;
}
