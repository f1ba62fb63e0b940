using Recsys.Training.Evaluation;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class ItemToItemValidationTests
{
    [Theory]
    [InlineData(1, 25, 1)]
    [InlineData(2, 200, 3)]
    [InlineData(3, 1003, 16)]
    [InlineData(4, 1003, 17)]
    [InlineData(5, 64, 40)]
    public void Ndcg_TiesAndItemsWithoutARank_IsThatOfTheRankedList(int seed, int items, int chosen)
    {
        var random = new Random(seed);
        for (int round = 0; round < 50; round++)
        {
            var sums = new float[items];
            // Few values, so that many are equal; some items have no rank.
            for (int i = 0; i < items; i++)
                sums[i] = random.Next(10) == 0 ? float.NegativeInfinity : random.Next(-3, 1 + (items / 8));
            int[] order = [.. Enumerable.Range(0, items)];
            random.Shuffle(order);
            HashSet<int> wanted = [.. order.Take(chosen)];

            int[] ranked = [.. Enumerable.Range(0, items).Where(item => sums[item] > float.NegativeInfinity)
                .OrderByDescending(item => sums[item]).ThenBy(item => item).Take(20)];
            double expected = RankingMetrics.Score(ranked, wanted, 20).Ndcg;

            Assert.Equal(expected, ItemToItemValidation.Ndcg(sums, wanted), 1e-9);
        }
    }
}
