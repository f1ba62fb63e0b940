using Recsys.Training.Mixing;

namespace Recsys.Training.Tests.Mixing;

public sealed class ShareFitTests
{
    private const int No = SourceHits.NotFound;

    [Fact]
    public void Of_SourceThatFindsNothingNew_KeepsAFewPlaces()
    {
        var hits = new SourceHits(3);
        // The second finds what the first finds, further down; the third finds others.
        for (int i = 0; i < 50; i++)
            hits.Add([[i, i + 60, No], [No, No, i]], wanted: 2);

        double[] shares = ShareFit.Of(hits, 100);

        Assert.Equal(1, shares.Sum(), 6);
        Assert.InRange(shares[1], 0.01, 0.03);
        Assert.Equal(shares[0], shares[2], 2);
    }

    [Fact]
    public void Of_HitsFurtherDown_AreSeen()
    {
        var hits = new SourceHits(2);
        for (int i = 0; i < 20; i++) hits.Add([[5, No], [No, 60 + i]], wanted: 1);

        Assert.True(ShareFit.Of(hits, 200)[1] > 0.4);
    }

    [Fact]
    public void Of_RandomHits_CoversAtLeastWhatEqualSharesDo()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var hits = new SourceHits(4);
            for (int i = 0; i < 300; i++)
            {
                int[] places = [.. Enumerable.Range(1, 4).Select(s => random.Next(3) == 0 ? random.Next(100 * s) : No)];
                hits.Add([places], wanted: 1);
            }

            double[] shares = ShareFit.Of(hits, 200);

            Assert.True(Covered(hits, shares) >= Covered(hits, [0.25, 0.25, 0.25, 0.25]));
        }
    }

    [Fact]
    public void Of_NothingFound_IsEven() => Assert.Equal([0.5, 0.5], ShareFit.Of(new SourceHits(2), 100));

    private static int Covered(SourceHits hits, double[] shares) => Enumerable.Range(0, hits.Weights.Count)
        .Count(i => Enumerable.Range(0, 4).Any(s => hits.Place(i, s) < Math.Round(200 * shares[s])));
}
