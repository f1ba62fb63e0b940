using Recsys.Snapshots;
using Recsys.Training.Mixing;

namespace Recsys.Training.Tests.Mixing;

public sealed class SourceChoiceTests
{
    private static readonly string[] Signals =
    [
        "retrieval", "ease.standard", "ease.log", "als.standard", "als.log", "item_knn.standard", "item_knn.log",
    ];

    [Fact]
    public void Needless_SourceThatTellsNothing_IsSparedAndTheOneThatTellsIsNot()
    {
        var choice = new SourceChoice(Signals, default);
        // What is wanted follows ease and item_knn; als is noise.
        choice.Add(Lists(new Random(1), 6000, [0, 0, 0.7, 0, 0, 0, 1.2, 0]), retrieval: 1);

        Assert.Equal(["als"], choice.Needless());
        Assert.InRange(choice.Losses["als"], -0.02, SourceChoice.Tolerance);
        Assert.InRange(choice.Losses["item_knn"], 0.1, 1);
    }

    [Fact]
    public void Needless_SourceThatServesEverybody_IsNeverSpared()
    {
        var choice = new SourceChoice(Signals, default);
        choice.Add(Lists(new Random(2), 6000, [2, 0, 0, 0, 0, 0, 0, 0]), retrieval: 1);

        var needless = choice.Needless();
        Assert.Contains("als", needless);
        Assert.Subset(HomeSources.Sparable.ToHashSet(), needless.ToHashSet());
    }

    [Fact]
    public void Needless_TooFewLists_SparesNone()
    {
        var choice = new SourceChoice(Signals, default);
        choice.Add(Lists(new Random(3), MixFit.Fewest - 1, new double[8]), retrieval: 1);

        Assert.Empty(choice.Needless());
    }

    [Fact]
    public void Needless_LossThatIsInDoubt_SparesNone()
    {
        var choice = new SourceChoice(Signals, default);
        // So few lists of one wanted product cannot tell that als is noise.
        choice.Add(Lists(new Random(4), MixFit.Fewest + 10, [0, 0, 0.3, 0, 0, 0, 0.3, 0]), retrieval: 1);

        Assert.Empty(choice.Needless());
    }

    // Each list's one wanted candidate is drawn by the softmax of its true score.
    private static List<MixList> Lists(Random random, int count, double[] truth)
    {
        var lists = new List<MixList>();
        for (int l = 0; l < count; l++)
        {
            const int Candidates = 40;
            var values = new float[Candidates * truth.Length];
            var labels = new bool[Candidates];
            int best = -1;
            double highest = double.NegativeInfinity;
            for (int i = 0; i < Candidates; i++)
            {
                double score = -Math.Log(-Math.Log(random.NextDouble()));
                for (int c = 0; c < truth.Length; c++)
                    score += truth[c] * (values[(c * Candidates) + i] = (random.NextSingle() * 3) - 1.5f);
                if (score > highest) (highest, best) = (score, i);
            }
            labels[best] = true;
            lists.Add(new MixList(values, labels, 1));
        }
        return lists;
    }
}
