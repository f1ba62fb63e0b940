using Recsys.Training.Mixing;

namespace Recsys.Training.Tests.Mixing;

public sealed class ShareFitTests
{
    [Fact]
    public void Of_SourceThatFindsNothingWanted_KeepsAFewPlaces()
    {
        // The second lists other products, none of which is wanted.
        var lists = Enumerable.Range(0, 50)
            .Select(i => List(Range(0, 100), [.. Range(100, 100)], wanted: i)).ToList();

        double[] shares = ShareFit.Of(lists, 2, 100);

        Assert.Equal(0.02, shares[1]);
        Assert.InRange(shares[0], 0.5, 1);
    }

    [Fact]
    public void Of_ListsThatAreAlike_CostOnce()
    {
        var lists = Enumerable.Range(0, 100).Select(i => List(Range(0, 100), Range(0, 100), wanted: i)).ToList();

        // One of them is taken to its end, and what the other has costs nothing and brings nothing.
        Assert.Equal([1, 0.02], ShareFit.Of(lists, 2, 100));
    }

    [Fact]
    public void Of_WantedProductsFurtherDown_AreSeen()
    {
        var lists = Enumerable.Range(0, 20).Select(i => List(Range(0, 200), Range(200, 200), wanted: 260 + i)).ToList();

        Assert.True(ShareFit.Of(lists, 2, 200)[1] >= 0.4);
    }

    [Fact]
    public void Of_RandomLists_CoverAtLeastWhatEvenOnesOfTheSameCostDo()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var lists = new List<SourceLists>();
            for (int i = 0; i < 200; i++)
            {
                int[] all = Range(0, 400);
                random.Shuffle(all);
                int[][] places = [.. Enumerable.Range(1, 4).Select(s => (int[])[.. Shuffled(random, all).Take(100)])];
                var wanted = new bool[400];
                // Better sources have what is wanted nearer their top.
                for (int s = 0; s < 4; s++) wanted[places[s][random.Next(25 * (s + 1))]] = true;
                lists.Add(new SourceLists(places, wanted, 0.25));
            }
            double[] shares = ShareFit.Of(lists, 4, 100);
            var (covered, cost) = Covered(lists, shares);
            double even = 0.01;
            while (Covered(lists, [even, even, even, even]).Cost <= cost) even += 0.01;

            Assert.True(covered >= Covered(lists, [even, even, even, even]).Wanted * 0.99);
            Assert.InRange(cost, 0, 200 * 111);
        }
    }

    [Fact]
    public void Of_NothingListed_IsTheLeastOfAll() =>
        Assert.Equal([0.02, 0.02], ShareFit.Of([List([], [], wanted: -1)], 2, 100));

    private static int[] Range(int from, int count) => [.. Enumerable.Range(from, count)];

    private static int[] Shuffled(Random random, int[] values)
    {
        int[] copy = [.. values];
        random.Shuffle(copy);
        return copy;
    }

    private static SourceLists List(int[] first, int[] second, int wanted)
    {
        var flags = new bool[400];
        if (wanted >= 0) flags[wanted] = true;
        return new SourceLists([first, second], flags, 1);
    }

    private static (int Wanted, int Cost) Covered(List<SourceLists> lists, double[] shares)
    {
        int wanted = 0, cost = 0;
        foreach (var list in lists)
        {
            var found = new HashSet<int>();
            for (int s = 0; s < 4; s++) found.UnionWith(list.Places[s].Take((int)Math.Round(100 * shares[s])));
            cost += found.Count;
            wanted += found.Count(number => list.Wanted[number]);
        }
        return (wanted, cost);
    }
}
