using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class TopItemsTests
{
    [Fact]
    public void Select_AnyScores_EqualsSortThenTake()
    {
        var random = new Random(3);
        for (int round = 0; round < 300; round++)
        {
            var scores = new float[random.Next(0, 80)];
            for (int i = 0; i < scores.Length; i++)
                scores[i] = random.Next(10) switch
                {
                    0 => float.NaN,
                    1 => float.NegativeInfinity,
                    _ => random.Next(20),
                };
            var best = new int[random.Next(0, 30)];

            int count = TopItems.Select(scores, best);

            var expected = Enumerable.Range(0, scores.Length)
                .Where(i => scores[i] > float.NegativeInfinity)
                .OrderByDescending(i => scores[i]).ThenBy(i => i).Take(best.Length);
            Assert.Equal(expected, best[..count]);
        }
    }
}
