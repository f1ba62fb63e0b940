using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Baselines;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Mixing;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class ItemToItemFitterTests
{
    private static readonly ItemToItemPlan Plan = ItemToItemPlan.Standard with
    {
        Lambda = 2, Filter = new GraphFilterShape(0.3f, 0.6f),
    };

    public static TheoryData<string> Oddities =>
        ["one interaction", "one item", "one user", "one basket", "all the same", "an item in every basket"];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void Fit_OddData_GivesTablesOfFiniteWeights(string oddity)
    {
        var table = Odd(oddity);

        var models = Fit(table, Plan);

        foreach (var model in All(models))
        {
            Assert.Equal(table.ItemCount, model.Count);
            Assert.All(model.AllWeights.ToArray(), weight => Assert.True(float.IsFinite(weight)));
            for (int item = 0; item < model.Count; item++) Assert.False(model.RowsOf(item).Contains(item));
        }
        if (table.ItemCount == 1) Assert.All(All(models), model => Assert.Equal(0, model.Edges));
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public void Learn_OddData_GivesAPlan(string oddity)
    {
        var plan = ItemToItemPlanner.Learn(
            Odd(oddity), SyntheticShop.Options, new Dictionary<string, double>(), default);

        Assert.True(plan.Lambda > 0);
        Assert.InRange(plan.Filter.Alpha, 0, 1);
        Assert.InRange(plan.Filter.Sharpening, 0, 2);
    }

    [Fact]
    public void Fit_ItemKnn_ScoresAsTheBaseline()
    {
        var table = SyntheticShop.Build(users: 30, products: 20);
        var feedback = FeedbackMatrix.Of(table);
        var baseline = new ItemKnnBaseline(feedback, ItemToItemFitter.NearestItems);
        var knn = Fit(table, Plan).ItemKnn!;

        for (int user = 0; user < table.UserCount; user++)
        {
            var expected = new float[table.ItemCount];
            baseline.Score(user, expected);
            var sums = new float[table.ItemCount];
            foreach (int item in feedback.ItemsOf(user))
                for (int n = 0; n < knn.RowsOf(item).Length; n++) sums[knn.RowsOf(item)[n]] += knn.WeightsOf(item)[n];
            for (int item = 0; item < sums.Length; item++) Assert.Equal(expected[item], sums[item], 1e-3);
        }
    }

    [Fact]
    public void Learn_Twice_IsTheSame()
    {
        var table = SyntheticShop.Build(users: 40, products: 40);
        var one = ItemToItemPlanner.Learn(table, SyntheticShop.Options, new Dictionary<string, double>(), default);
        var two = ItemToItemPlanner.Learn(table, SyntheticShop.Options, new Dictionary<string, double>(), default);

        Assert.Equal(one with { Settings = two.Settings }, two);
        foreach (string source in (string[])["ease", "graph_filter", "transitions", "item_knn"])
            Assert.Equal(one.Settings.Of(source), two.Settings.Of(source));
    }

    [Fact]
    public void Learn_OnlyTheLatestStepCounts_WeighsHistoriesByStep()
    {
        // Everybody goes round a circle of 60 products from anywhere, with jumps: what comes next follows the latest.
        var random = new Random(5);
        var rows = new List<(int, int, long)>();
        var at = Enumerable.Range(0, 120).Select(_ => random.Next(60)).ToArray();
        for (int step = 0; step < 30; step++)
            for (int user = 0; user < at.Length; user++)
            {
                at[user] = random.Next(8) == 0 ? random.Next(60) : (at[user] + 1) % 60;
                rows.Add((user, at[user], ((long)step * SyntheticShop.Day) + user));
            }

        var plan = ItemToItemPlanner.Learn(
            Pairs.Table(rows), SyntheticShop.Options, new Dictionary<string, double>(), default);

        Assert.InRange(plan.Settings.Of(ItemToItemSource.Ease).StepDecay, 0.01, 0.9);
    }

    [Theory]
    [InlineData(0.7, true)]
    [InlineData(0, false)]
    public void Learn_MuchThatSaysNothingOfTaste_SharpensItAway(double anything, bool sharpened)
    {
        // Products of one's group, and beside them any of 200 that say nothing of it.
        var random = new Random(11);
        var rows = new List<(int, int, long)>();
        for (int day = 0; day < 40; day++)
            for (int user = 0; user < 150; user++)
                if (random.Next(2) == 0)
                {
                    int item = random.NextDouble() < anything
                        ? random.Next(200)
                        : 200 + (10 * (user % 15)) + random.Next(10);
                    rows.Add((user, item, ((long)day * SyntheticShop.Day) + user));
                }

        var plan = ItemToItemPlanner.Learn(
            Pairs.Table(rows), SyntheticShop.Options, new Dictionary<string, double>(), default);

        Assert.Equal(sharpened, plan.Filter.Sharpening > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learn_ThoseWhoHaveMuch_SayMoreWhereTheyHaveTaste(bool taste)
    {
        // One in three comes often; either these or the others have a taste, the products of their group.
        var random = new Random(12);
        var rows = new List<(int, int, long)>();
        for (int day = 0; day < 20; day++)
            for (int user = 0; user < 600; user++)
            {
                bool often = user % 3 == 0;
                if (random.Next(often ? 2 : 8) != 0) continue;
                int item = often == taste && random.Next(3) > 0
                    ? (20 * (user / 3 % 20)) + random.Next(20)
                    : random.Next(400);
                rows.Add((user, item, ((long)day * SyntheticShop.Day) + user));
            }

        var plan = ItemToItemPlanner.Learn(
            Pairs.Table(rows), SyntheticShop.Options, new Dictionary<string, double>(), default);

        Assert.Equal(taste, plan.Filter.UserPower < GraphFilterShape.StandardUserPower);
    }

    [Fact]
    public void Learn_NoTimes_LeavesOrderAlone()
    {
        var random = new Random(6);
        var table = TimelessData.Shuffle(
            Pairs.Table([.. Enumerable.Range(0, 2000).Select(_ => (random.Next(60), random.Next(50), 0L))]), 1);
        var plan = ItemToItemPlanner.Learn(table, SyntheticShop.Options, new Dictionary<string, double>(), default);

        Assert.Equal(1, plan.Settings.Of(ItemToItemSource.Ease).StepDecay);
        Assert.Equal(double.PositiveInfinity, plan.Settings.Of(ItemToItemSource.Ease).HalfLifeDays);
        Assert.Null(Fit(table, plan).Transitions);
    }

    [Theory]
    [InlineData("graph_filter")]
    [InlineData("transitions")]
    [InlineData("item_knn")]
    public void Fit_SourceThatNobodyAsks_HasNoTableAndNoPlan(string source)
    {
        var table = SyntheticShop.Build(users: 30, products: 20);
        var metrics = new Dictionary<string, double>();

        var plan = ItemToItemPlanner.Learn(table, Without(source), metrics, default);
        var models = Fit(table, plan, source);

        Assert.DoesNotContain(metrics.Keys, name => name.StartsWith(source, StringComparison.Ordinal));
        Assert.Equal(3, All(models).Length);
        Assert.Contains("ease_lambda", metrics.Keys);
        Assert.True(models.Ease.Edges > 0);
    }

    [Fact]
    public void Fit_EaseThatNobodyAsks_HasItsTableForWhatElseReadsIt()
    {
        var table = SyntheticShop.Build(users: 30, products: 20);

        Assert.Equal(Fit(table, Plan).Ease.AllWeights, Fit(table, Plan, "ease").Ease.AllWeights);
    }

    private static TrainingOptions Without(params string[] sources) =>
        SyntheticShop.Options with { WithoutSources = sources };

    private static ItemToItemModels Fit(InteractionTable table, ItemToItemPlan plan, params string[] without) =>
        ItemToItemFitter.Fit(
            table, table.ItemCount, plan, SyntheticShop.Options, AskedSources.Of(Without(without)), default);

    private static InteractionTable Odd(string oddity) => oddity switch
    {
        "one interaction" => Pairs.Table((0, 0)),
        "one item" => Pairs.Table([.. Enumerable.Range(0, 40).Select(user => (user, 0))]),
        "one user" => Pairs.Table([.. Enumerable.Range(0, 40).Select(item => (0, item))]),
        "one basket" => Pairs.Table(Enumerable.Range(0, 40).Select(item => (0, item, 0L))),
        "all the same" => Pairs.Table([.. Enumerable.Repeat((0, 0), 40)]),
        _ => Pairs.Table([.. Enumerable.Range(0, 80).Select(i => (i / 2, i % 2 == 0 ? 0 : 1 + (i % 7)))]),
    };

    private static ItemNeighbors[] All(ItemToItemModels models) =>
        [.. new[] { models.Ease, models.GraphFilter, models.Transitions, models.ItemKnn }.OfType<ItemNeighbors>()];
}
