using Recsys.Training.Mixing;

namespace Recsys.Training.Tests.Mixing;

public sealed class ListwiseFitterTests
{
    private const int Columns = 4;
    private static readonly double[] Nothing = new double[Columns];
    private static readonly WeightBound[] Free = new WeightBound[Columns];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_ChoicesBySoftmax_FindsTheirWeights(int seed)
    {
        double[] truth = [1.5, -0.8, 0, 0.4];

        double[] found = ListwiseFitter.Fit(Lists(new Random(seed), 3_000, truth), Nothing, Free, default);

        for (int c = 0; c < Columns; c++) Assert.Equal(truth[c], found[c], 0.12);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Fit_AnyLists_FindsWhereTheLossHasNoSlope(int seed)
    {
        // Two wanted in some lists, and numbers far from 0.
        var lists = Lists(new Random(seed), 300, [0.9, -0.5, 0.2, 0]);
        foreach (var list in lists)
        {
            list.Labels[0] = true;
            for (int i = 0; i < list.Count; i++) list.Values[(2 * list.Count) + i] += 40;
        }

        double[] found = ListwiseFitter.Fit(lists, Nothing, Free, default);

        // Of the ridge there is known that it draws each to 0 by its own scale.
        double[] slope = Slope(lists, found), scales = Scales(lists);
        for (int c = 0; c < Columns; c++)
            Assert.Equal(0, (slope[c] / scales[c]) + (20 * found[c] * scales[c]), 0.05);
    }

    [Fact]
    public void Fit_FromNearOrFar_FindsTheSame()
    {
        var lists = Lists(new Random(23), 400, [1, -0.7, 0.3, 0.6]);
        WeightBound[] bounds = [WeightBound.Free, WeightBound.NotBelowZero, WeightBound.Free, WeightBound.Held];

        double[] found = ListwiseFitter.Fit(lists, Nothing, bounds, default);

        foreach (double[] near in (double[][])[found, [3, 0, -2, 5], [-1, -1, 0, 0]])
        {
            double[] again = ListwiseFitter.Fit(lists, Nothing, bounds, default, near);
            for (int c = 0; c < Columns; c++) Assert.Equal(found[c], again[c], 2e-4);
        }
    }

    [Fact]
    public void Fit_ColumnTenTimesAsWide_HasATenthOfTheWeight()
    {
        var lists = Lists(new Random(4), 500, [1, -1, 0.5, 0]);
        var wide = lists.Select(list => list with
        {
            Values = [.. list.Values.Select((value, i) => i / list.Count == 1 ? value * 10 : value)],
        }).ToList();

        double[] found = ListwiseFitter.Fit(lists, Nothing, Free, default);
        double[] foundWide = ListwiseFitter.Fit(wide, Nothing, Free, default);

        Assert.Equal(found[1], foundWide[1] * 10, 1e-4);
        Assert.Equal(found[0], foundWide[0], 1e-4);
    }

    [Fact]
    public void Fit_ColumnThatNeverChangesInAList_KeepsItsWeight()
    {
        var lists = Lists(new Random(5), 200, [1, 1, 0, 0]);
        foreach (var list in lists)
            for (int i = 0; i < list.Count; i++) list.Values[(3 * list.Count) + i] = 7;

        Assert.Equal(0.6, ListwiseFitter.Fit(lists, [0, 0, 0, 0.6], Free, default)[3], 6);
    }

    [Fact]
    public void Fit_FewLists_StaysNearTheStart()
    {
        double[] start = [1, 1, 1, 1], truth = [-2, -2, -2, -2];

        double few = Distance(ListwiseFitter.Fit(Lists(new Random(6), 2, truth), start, Free, default), start);
        double many = Distance(ListwiseFitter.Fit(Lists(new Random(6), 2_000, truth), start, Free, default), start);

        Assert.True(few < 0.3 * many, $"{few} against {many}");
        Assert.Equal(start, ListwiseFitter.Fit([new MixList(new float[8], new bool[2], 1)], start, Free, default));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Fit_WeightsThatMayNotBeBelowZero_AreTheBestOfThose(int seed)
    {
        var lists = Lists(new Random(seed), 400, [1, -0.7, 0.3, -0.1]);

        double[] found = ListwiseFitter.Fit(lists, Nothing, 
            [WeightBound.NotBelowZero, WeightBound.NotBelowZero, WeightBound.Free, WeightBound.NotBelowZero], default);

        Assert.Equal((0, 0), (found[1], found[3]));
        // With the columns gone that are held at 0, nothing is left to hold.
        var without = lists.Select(list => list with
        {
            Values = [.. list.Values.Select((value, i) => i / list.Count % 2 == 0 ? value : 0)],
        }).ToList();
        double[] expected = ListwiseFitter.Fit(without, Nothing, Free, default);
        Assert.Equal(expected[0], found[0], 1e-4);
        Assert.Equal(expected[2], found[2], 1e-4);
    }

    [Fact]
    public void Fit_WeightThatIsHeld_StaysAndTheOthersAreFoundAroundIt()
    {
        var lists = Lists(new Random(15), 1_500, [1, 0, 0.5, 0.4]);

        double[] found = ListwiseFitter.Fit(
            lists, [0, 0, 0, 0.4], [WeightBound.Free, WeightBound.Free, WeightBound.Free, WeightBound.Held], default);

        Assert.Equal(0.4, found[3], 9);
        Assert.Equal(1, found[0], 0.15);
        Assert.Equal(0.5, found[2], 0.15);
    }

    [Fact]
    public void Fit_StartBelowZero_IsBroughtToTheBound()
    {
        var lists = Lists(new Random(14), 300, [1, 1, 1, 1]);

        WeightBound[] bounds = [.. Enumerable.Repeat(WeightBound.NotBelowZero, Columns)];

        double[] found = ListwiseFitter.Fit(lists, [-1, -1, -1, -1], bounds, default);

        Assert.All(found, weight => Assert.InRange(weight, 0.3, 2));
    }

    [Fact]
    public void Fit_NumberThatIsNone_IsRefused()
    {
        var lists = Lists(new Random(7), 10, [1, 1, 1, 1]);
        lists[3].Values[5] = float.NaN;

        Assert.Throws<TrainingException>(() => ListwiseFitter.Fit(lists, Nothing, Free, default));
    }

    [Fact]
    public void Of_RankerThatMisleads_IsServedByWhatDoesBetter()
    {
        // Column 0 stands for the ranker, 1 for retrieval.
        var fit = MixFit.Of(Lists(new Random(8), 400, [0, 0.2, 2, 0]), ["retrieval", "a.log", "b.log"], 1, default);

        Assert.NotNull(fit);
        Assert.True(fit.Learned > fit.Unlearned + 0.05, $"{fit.Learned} against {fit.Unlearned}");
        Assert.True(fit.Weights.Ranker >= 0);
        Assert.True(fit.Weights.Signals["a.log"] > 4 * fit.Weights.Signals.GetValueOrDefault("b.log"));
        Assert.All(fit.Weights.Signals.Values, weight => Assert.True(weight >= 0));
    }

    [Fact]
    public void Of_Scores_AreTheChanceOfBeingWanted()
    {
        var lists = Lists(new Random(9), 600, [1, 0.5, 1, 0]);
        string[] names = ["retrieval", "a.log", "b.log"];

        var weights = MixFit.Of(lists, names, 1, default)!.Weights;

        double expected = 0;
        foreach (var list in lists)
            for (int i = 0; i < list.Count; i++)
            {
                double odds = weights.Bias + (weights.Ranker * list.Column(0)[i]);
                for (int c = 1; c < Columns; c++)
                    odds += weights.Signals.GetValueOrDefault(names[c - 1]) * list.Column(c)[i];
                expected += 1 / (1 + Math.Exp(-odds));
            }
        Assert.Equal(lists.Sum(list => list.Hits), expected, 2.0);
    }

    [Fact]
    public void Of_TooFewLists_LearnsNothing() =>
        Assert.Null(MixFit.Of(Lists(new Random(10), MixFit.Fewest - 1, [1, 1, 1, 1]), ["a", "b", "c"], 1, default));

    // The loss's gradient, number by number.
    private static double[] Slope(List<MixList> lists, double[] weights)
    {
        var slope = new double[Columns];
        foreach (var list in lists)
        {
            double[] powers = [.. Enumerable.Range(0, list.Count).Select(
                i => Math.Exp(Enumerable.Range(0, Columns).Sum(c => weights[c] * list.Column(c)[i])))];
            double all = powers.Sum(), wanted = list.Labels.Count(label => label);
            for (int i = 0; i < list.Count; i++)
                for (int c = 0; c < Columns; c++)
                    slope[c] += ((powers[i] / all) - (list.Labels[i] ? 1 / wanted : 0)) * list.Column(c)[i];
        }
        return slope;
    }

    private static double[] Scales(List<MixList> lists) => [.. Enumerable.Range(0, Columns).Select(c =>
    {
        double[] all = [.. lists.SelectMany(list => list.Column(c).ToArray()).Select(value => (double)value)];
        double mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    })];

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));

    // Each list's one wanted candidate is drawn by the softmax of its true score.
    internal static List<MixList> Lists(Random random, int count, double[] truth)
    {
        var lists = new List<MixList>();
        for (int l = 0; l < count; l++)
        {
            int candidates = 5 + random.Next(20);
            var values = new float[candidates * Columns];
            var labels = new bool[candidates];
            int best = -1;
            double highest = double.NegativeInfinity;
            for (int i = 0; i < candidates; i++)
            {
                double score = -Math.Log(-Math.Log(random.NextDouble()));
                for (int c = 0; c < Columns; c++)
                    score += truth[c] * (values[(c * candidates) + i] = (random.NextSingle() * 3) - 1.5f);
                if (score > highest) (highest, best) = (score, i);
            }
            labels[best] = true;
            lists.Add(new MixList(values, labels, 1));
        }
        return lists;
    }
}
