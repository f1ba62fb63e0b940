using Recsys.Training.Mixing;

namespace Recsys.Training.Tests.Mixing;

public sealed class NdcgClimbTests
{
    private static readonly WeightBound[] Free = new WeightBound[4];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void From_AnyWeights_NdcgIsNoLower(int seed)
    {
        var random = new Random(seed);
        var lists = ListwiseFitterTests.Lists(random, 60, [1, -0.5, 0.3, 0]);
        double[] start = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() - 0.5)];

        double[] found = NdcgClimb.From(lists, start, Free, default);

        Assert.True(Ndcg(lists, found) >= Ndcg(lists, start));
    }

    [Fact]
    public void From_WhatCountedForNothing_IsGivenAWeight()
    {
        // Enough candidates that not all of them are among the first.
        var lists = Two(new Random(5), count: 80, candidates: 120);

        double[] found = NdcgClimb.From(lists, [1, 0], [WeightBound.Free, WeightBound.NotBelowZero], default);

        Assert.True(found[1] > 0);
        Assert.True(Ndcg(lists, found) > 1.5 * Ndcg(lists, [1, 0]));
    }

    [Fact]
    public void From_Bounds_AreKept()
    {
        // All but the first column count against what is wanted.
        var lists = ListwiseFitterTests.Lists(new Random(6), 200, [1, -2, -2, -2]);
        WeightBound[] bounds = [WeightBound.Free, WeightBound.NotBelowZero, WeightBound.Free, WeightBound.Held];

        double[] found = NdcgClimb.From(lists, [0.5, 0.4, 0.4, 0.4], bounds, default);

        Assert.InRange(found[1], 0, 0.4);
        Assert.Equal(0.4, found[3]);
    }

    [Fact]
    public void From_WeightsGiven_StayAsTheyAre()
    {
        double[] start = [1, 0, 0, 0];

        NdcgClimb.From(ListwiseFitterTests.Lists(new Random(7), 80, [0, 2, 0, 0]), start, Free, default);

        Assert.Equal([1, 0, 0, 0], start);
    }

    // The softmax gives its weights to what tells much of many candidates; the page wants what tells of the first.
    [Fact]
    public void Of_ListsThatMuchIsWantedOf_AreBetterByClimbing()
    {
        var lists = Far(new Random(8), count: 200, candidates: 300);
        double[] start = MixFit.Start(["far", "first"], 0);
        double[] bySoftmax = ListwiseFitter.Fit(lists, start, MixFit.Bounds(["far", "first"]), default);

        var fit = MixFit.Of(lists, ["far", "first"], 0, default);

        Assert.NotNull(fit);
        Assert.True(
            fit.Learned > Ndcg(lists, bySoftmax) * 1.02, $"{fit.Learned} and {Ndcg(lists, bySoftmax)} by softmax");
    }

    // Others tell more of the list, and climbing away from them finds the one that knows the head only by chance.
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Of_ListsWhoseHeadOneSourceKnows_AreAsGoodAsItsOrder(int seed)
    {
        const int others = 8;
        string[] signals = [.. Enumerable.Range(0, others).Select(i => $"far_{i}.log"), "first.log"];
        var lists = Head(new Random(seed), others, count: 200, candidates: 300);
        double alone = Ndcg(lists, [.. new double[1 + others], 1]);

        var fit = MixFit.Of(lists, signals, 0, default);

        Assert.NotNull(fit);
        Assert.InRange(fit.Learned, 0.95 * alone, 1);
    }

    private static double Ndcg(List<MixList> lists, double[] weights) =>
        lists.Average(list => MixFit.Ndcg(list, MixFit.Sums(list, weights)));

    // Column 0 says nothing; the wanted candidate has the most of column 1.
    private static List<MixList> Two(Random random, int count, int candidates) =>
        [.. Enumerable.Range(0, count).Select(_ => Two(random, candidates))];

    private static MixList Two(Random random, int candidates)
    {
        float[] values = [.. Enumerable.Range(0, 2 * candidates).Select(_ => random.NextSingle())];
        var labels = new bool[candidates];
        int wanted = random.Next(candidates);
        (labels[wanted], values[candidates + wanted]) = (true, 1.1f);
        return new MixList(values, labels, 1);
    }

    // Of 100 wanted candidates 5 are told apart by column 2, and the rest a little by column 1, of which some others
    // have more still.
    private static List<MixList> Far(Random random, int count, int candidates) =>
        [.. Enumerable.Range(0, count).Select(_ => Far(random, candidates))];

    private static MixList Far(Random random, int candidates)
    {
        var values = new float[3 * candidates];
        var labels = new bool[candidates];
        for (int i = 0; i < candidates; i++)
        {
            labels[i] = i < 100;
            values[i] = random.NextSingle() * 0.01f;
            bool decoy = i is >= 100 and < 125;
            values[candidates + i] = (decoy ? 2 : labels[i] ? 1 : 0) + (random.NextSingle() * 0.2f);
            values[(2 * candidates) + i] = (i < 5 ? 1 : 0) + (random.NextSingle() * 0.9f);
        }
        return new MixList(values, labels, 100);
    }

    // As above with many columns in place of column 1, and 5 candidates that only the last one knows.
    private static List<MixList> Head(Random random, int others, int count, int candidates) =>
        [.. Enumerable.Range(0, count).Select(_ => Head(random, others, candidates))];

    private static MixList Head(Random random, int others, int candidates)
    {
        var values = new float[(others + 2) * candidates];
        var labels = new bool[candidates];
        for (int i = 0; i < candidates; i++)
        {
            labels[i] = i < 100;
            values[i] = random.NextSingle() * 0.01f;
            bool decoy = i is >= 100 and < 121;
            for (int c = 1; c <= others; c++)
                values[(c * candidates) + i] = decoy ? 1.5f : labels[i] ? 1 : 0;
            float first = (i < 5 ? 1 : 0) + (random.NextSingle() * 0.01f);
            values[((others + 1) * candidates) + i] = first;
        }
        return new MixList(values, labels, 100);
    }
}
