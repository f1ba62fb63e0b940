using Recsys.Snapshots.Als;
using Recsys.Training.Als;
using Recsys.Training.Data;
using Recsys.Training.Evidence;
using Recsys.Training.Neighbors;
using Recsys.Training.Tests.Neighbors;

namespace Recsys.Training.Tests.Als;

public sealed class AlsFitterTests
{
    private static readonly FactorSettings Settings = AlsPlan.None.Settings with { Alpha = 0.1f, Lambda = 0.003f };

    [Fact]
    public void Fit_Groups_FindsWhatAUsersGroupHas()
    {
        var table = Pairs.Groups(users: 200, items: 100, groups: 5, chance: 0.5, seed: 1);
        // Who has what of a group is chance, which is not to be learned.
        var settings = Settings with { Lambda = 0.03f };
        var model = AlsFitter.Fit(PairMatrix.Of(table), 100, settings, 1, AlsEffort.Full, default);
        var vector = new float[model.Dimension];
        var scores = new float[model.Count];
        var solver = new FactorSolver(model.Dimension);
        int right = 0, all = 0;
        for (int group = 0; group < 5; group++)
        {
            int[] own = [.. Enumerable.Range(0, 100).Where(item => GroupOf(table.ItemIds[item]) == group)];
            model.Solve(own.AsSpan(0, 4), [1, 1, 1, 1], solver, vector);
            model.Score(vector, scores);
            foreach (int item in Enumerable.Range(0, 100).OrderByDescending(item => scores[item]).Take(own.Length))
                right += own.Contains(item) ? 1 : 0;
            all += own.Length;
        }
        Assert.InRange(right / (double)all, 0.9, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_MoreIterations_BringTheLossDown(bool weighted)
    {
        var table = Pairs.Groups(users: 120, items: 80, groups: 4, chance: 0.4, seed: 2);
        var pairs = PairMatrix.Of(table, weighted ? Pairs.RowWeights(table, seed: 2) : []);
        double[] losses = [.. ((int[])[1, 2, 4, 8]).Select(iterations => Loss(
            pairs, AlsFitter.Fit(pairs, 80, Settings, 1, new AlsEffort(16, iterations, 1e9), default)))];
        for (int i = 1; i < losses.Length; i++) Assert.InRange(losses[i], 0, losses[i - 1] * 1.0001);
    }

    [Fact]
    public void Fit_Twice_IsTheSameAndItsGramMatrixDiagonal()
    {
        var pairs = PairMatrix.Of(Pairs.Groups(users: 150, items: 90, groups: 5, chance: 0.4, seed: 3));
        var one = AlsFitter.Fit(pairs, 95, Settings, 7, AlsEffort.Full, default);
        var two = AlsFitter.Fit(pairs, 95, Settings, 7, AlsEffort.Full, default);

        Assert.Equal(one.Vectors.ToArray(), two.Vectors.ToArray());
        Assert.Equal((95, 90), (one.Products, one.Count));
        int d = one.Dimension;
        for (int a = 0; a < d; a++)
            for (int b = 0; b <= a; b++)
            {
                double sum = 0;
                for (int item = 0; item < one.Count; item++)
                    sum += (double)one.Vectors[(item * d) + a] * one.Vectors[(item * d) + b];
                Assert.Equal(a == b ? one.Spectrum[a] : 0, sum, 1e-3);
            }
    }

    [Fact]
    public void Fit_ItemsNobodyMet_HaveNoVector()
    {
        // Items 0 and 2 alone are met before the third row.
        var table = Pairs.Table((0, 0), (1, 2), (0, 2), (1, 0), (2, 1)).Past(4);
        var model = AlsFitter.Fit(PairMatrix.Of(table), table.ItemCount, Settings, 1, AlsEffort.Full, default);
        Assert.Equal(3, model.Products);
        Assert.Equal([0, 1], model.Rows.ToArray());
        Assert.True(model.PlaceOf(2) < 0);
    }

    [Fact]
    public void Of_MoreWorkThanItIsWorth_TakesShorterVectorsAndThenFewerUsers()
    {
        var pairs = PairMatrix.Of(Pairs.Groups(users: 1200, items: 1000, groups: 2, chance: 0.2, seed: 5));
        var ample = AlsSize.Of(pairs, new AlsEffort(384, 4, 1e12));
        var less = AlsSize.Of(pairs, new AlsEffort(384, 4, 8e8));
        var least = AlsSize.Of(pairs, new AlsEffort(384, 4, 1e8));

        Assert.Equal((80, 1200), (ample.Dimension, ample.Users.UserCount));
        Assert.Equal(1200, less.Users.UserCount);
        Assert.InRange(less.Dimension, 64, 79);
        Assert.Equal(64, least.Dimension);
        Assert.InRange(least.Users.UserCount, 1, 800);
        Assert.Equal(1000, least.Users.ItemCount);
    }

    [Fact]
    public void Items_Some_KeepsUsersAndNumbersThem()
    {
        var pairs = PairMatrix.Of(Pairs.Table((0, 0), (0, 1), (0, 2), (1, 1), (2, 2))).Items([0, 2]);
        Assert.Equal((3, 2, 3), (pairs.UserCount, pairs.ItemCount, pairs.Count));
        Assert.Equal([0, 1], pairs.ItemsOf(0).ToArray());
        Assert.Empty(pairs.ItemsOf(1).ToArray());
        Assert.Equal([0, 2], pairs.UsersOf(1).ToArray());
    }

    [Fact]
    public void Learn_Groups_FindsAPlanThatDoesBetterThanNone()
    {
        var table = Pairs.Groups(users: 300, items: 60, groups: 4, chance: 0.4, seed: 4);
        var shuffled = TimelessData.Shuffle(
            Pairs.Table(Enumerable.Range(0, table.Count).Select(row => (table.Users[row], table.Items[row], 0L))), 5);
        var metrics = new Dictionary<string, double>();
        var told = new List<double>();

        var plan = AlsPlanner.Learn(shuffled, new TrainingOptions(), LearnedEvidence.None, metrics, told.Add, default);

        Assert.True(plan.Worthwhile);
        Assert.InRange(metrics["als_validation_ndcg_20"], 0.2, 1);
        Assert.Equal(1, plan.Settings.Weighting.StepDecay);
        Assert.Equal(double.PositiveInfinity, plan.Settings.Weighting.HalfLifeDays);
        Assert.Equal(told.Order(), told);
        Assert.All(told, done => Assert.InRange(done, 0, 1));
    }

    [Fact]
    public void Learn_HardlyAnything_HasNoPlan() => Assert.False(AlsPlanner.Learn(
        Pairs.Table((0, 0), (1, 1), (0, 1)), new TrainingOptions(), LearnedEvidence.None,
        new Dictionary<string, double>(), _ => { }, default).Worthwhile);

    // Items are numbered as they first come, named by what they are.
    private static int GroupOf(string id) => int.Parse(id[1..]) % 5;

    // The objective at the items' vectors, users' vectors solved for.
    private static double Loss(PairMatrix pairs, FactorModel model)
    {
        int d = model.Dimension;
        var vector = new float[d];
        var scores = new float[model.Count];
        var solver = new FactorSolver(d);
        double loss = 0;
        for (int user = 0; user < pairs.UserCount; user++)
        {
            var met = pairs.ItemsOf(user);
            float[] counts = pairs.IsWeighted
                ? pairs.WeightsOfUser(user).ToArray()
                : [.. Enumerable.Repeat(1f, met.Length)];
            model.Solve(met, counts, solver, vector);
            model.Score(vector, scores);
            for (int i = 0; i < met.Length; i++) loss += counts[i] * Math.Pow(scores[met[i]] - 1, 2);
            loss += Settings.Alpha * scores.Sum(score => (double)score * score);
            loss += FactorSettings.Regularization(Settings.Lambda, met.Length, Settings.Alpha, model.Count)
                * vector.Sum(value => (double)value * value);
        }
        for (int item = 0; item < model.Count; item++)
            loss += FactorSettings.Regularization(
                Settings.Lambda, pairs.UsersOf(item).Length, Settings.Alpha, pairs.UserCount)
                * model.Vectors.Slice(item * d, d).ToArray().Sum(value => (double)value * value);
        return loss;
    }
}
