using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation.Replay;

public sealed class ReplayEvaluationTests
{
    private static readonly ReplayOptions Options = new()
    {
        Months = 1, HorizonDays = 7, MaxDays = 2, Cadences = [ReplayCadence.Once, ReplayCadence.Weekly],
        Evaluation = new EvaluationOptions
        {
            Cutoffs = [10], RepeatPurchases = true, CandidateCount = 40, Training = SyntheticShop.QuickOptions,
            BootstrapDraws = 200,
        },
    };

    [Fact]
    public void Run_ShopWhoseProductsChange_MeasuresEveryWayOnTheSameDays()
    {
        var shop = SyntheticShop.Build();
        var read = new List<long>();

        var report = ReplayEvaluation.Run(
            before =>
            {
                read.Add(before);
                return before == long.MaxValue ? shop : shop.Before(before);
            },
            Options);

        Assert.Equal(["once", "weekly"], report.Cadences.Select(cadence => cadence.Name));
        Assert.Equal(2, report.Days.Count);
        Assert.Equal("dlrm", report.TrainedWith.Ranker);
        Assert.Equal(SyntheticShop.QuickOptions.RankerEpochs, report.TrainedWith.Settings["ranker_epochs"]);
        Assert.True(report.Cadences[0].MeanAgeDays >= report.Cadences[1].MeanAgeDays);
        Assert.InRange(report.Cadences[1].MeanAgeDays, 0, 6.99);
        var all = report.Slices[0];
        Assert.Equal("all", all.Dimension);
        Assert.InRange(all.Requests, all.Customers, 2 * all.Customers);
        Assert.All(
            all.Results,
            result => Assert.InRange(result.Ndcg, result.NdcgInterval.Low, result.NdcgInterval.High));
        Assert.Null(all.Results[0].NdcgAgainstFirst);
        Assert.NotNull(all.Results[1].NdcgAgainstFirst);
        Assert.Contains(report.Slices, slice => slice.Dimension == "product_age");
        // Nothing is read of a day but what was before it.
        Assert.All(read.Where(before => before != long.MaxValue), before =>
            Assert.True(before <= SyntheticShop.Start + SyntheticShop.Days * SyntheticShop.Day));
    }

    [Fact]
    public void Run_ProductsAfterTheTraining_ReachTheCatalogueOfTheDay()
    {
        // A product that everybody buys from day 180 on, four weeks before which the only training ends.
        var builder = new InteractionTableBuilder();
        var shop = SyntheticShop.Build();
        for (int row = 0; row < shop.Count; row++) builder.Add(Copy(shop, row));
        builder.Set(SyntheticShop.Product(1_000));
        for (int user = 0; user < 60; user++)
            for (int day = 180; day < 200; day++)
                builder.Add(SyntheticShop.Purchase(user, 1_000, day, line: 9));
        var table = builder.Build();

        var report = ReplayEvaluation.Run(
            before => before == long.MaxValue ? table : table.Before(before),
            Options with { Cadences = [ReplayCadence.Once], MaxDays = 3 });

        var fresh = Assert.Single(
            report.Slices, slice => slice.Name.StartsWith("fresh", StringComparison.Ordinal));
        // The model has never seen it: only by the catalogue's changes can it be found at all.
        Assert.InRange(fresh.Results[0].Recall, 0.1, 1);
    }

    [Fact]
    public void TrainedAt_EachWay_IsTheLatestTrainingBeforeTheDay()
    {
        var shop = SyntheticShop.Build(users: 20);
        var plan = ReplayPlan.Of(shop, Options with { Months = 3, MaxDays = int.MaxValue });

        foreach (long day in plan.Days)
        {
            Assert.Equal(day, plan.TrainedAt(ReplayCadence.Daily, day));
            Assert.InRange(day - plan.TrainedAt(ReplayCadence.Weekly, day), 0, 6 * SyntheticShop.Day);
            Assert.InRange(day - plan.TrainedAt(ReplayCadence.Monthly, day), 0, 30 * SyntheticShop.Day);
            Assert.Equal(plan.StartMs, plan.TrainedAt(ReplayCadence.Once, day));
            Assert.Equal(
                new ReplayTraining(day, plan.TrainedAt(ReplayCadence.Monthly, day)),
                plan.Training(ReplayCadence.Incremental, day));
            Assert.True(plan.Training(ReplayCadence.Weekly, day).IsFull);
        }
        Assert.InRange(plan.Days.Select(day => plan.TrainedAt(ReplayCadence.Monthly, day)).Distinct().Count(), 3, 4);
    }

    [Fact]
    public void Spread_EveryBeginning_LeavesNoLargeGap()
    {
        int[] order = [.. ReplayPlan.Spread(90)];

        Assert.Equal(Enumerable.Range(0, 90), order.Order());
        int[] first = [.. order.Take(9).Order()];
        Assert.InRange(first.Zip(first.Skip(1), (one, two) => two - one).Max(), 1, 20);
    }

    [Fact]
    public void Run_Increments_GoOnFromTheMonthsTraining()
    {
        var shop = SyntheticShop.Build();

        var report = ReplayEvaluation.Run(
            before => before == long.MaxValue ? shop : shop.Before(before),
            Options with { Cadences = [ReplayCadence.Monthly, ReplayCadence.Incremental], MaxDays = 3 });

        Assert.Equal(["monthly", "incremental"], report.Cadences.Select(cadence => cadence.Name));
        Assert.Equal((1, 0), (report.Cadences[0].Trainings, report.Cadences[1].MeanAgeDays));
        Assert.InRange(report.Cadences[1].Trainings, 2, 3);
        Assert.InRange(report.Cadences[0].MeanAgeDays, 1, 31);
        Assert.InRange(report.Slices[0].Results[1].Ndcg, report.Slices[0].Results[0].Ndcg / 2, 1);
    }

    [Fact]
    public void Run_TooShortOrTimeless_SaysSo()
    {
        var shop = SyntheticShop.Build(users: 5, days: 40);

        Assert.Contains("Replay fewer months", Refusal(shop, 3), StringComparison.Ordinal);
        Assert.Contains("times", Refusal(TestTables.Of(("ann", "a")), 1), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (Options with { Months = 0 }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { HorizonDays = 91 }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { Cadences = [] }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { Budget = TimeSpan.Zero }).Validate());
    }

    private static string Refusal(InteractionTable table, int months) => Assert.Throws<TrainingException>(
        () => ReplayEvaluation.Run(_ => table, Options with { Months = months })).Message;

    private static Recsys.Pipeline.Interactions.Interaction Copy(InteractionTable table, int row) => new()
    {
        Id = $"{row}",
        CustomerId = table.UserIds[table.Users[row]],
        ProductId = table.ItemIds[table.Items[row]],
        Type = table.Types[row],
        TimeMs = table.TimesMs[row],
        Price = table.Prices[row],
        Quantity = table.Quantities[row],
        Country = table.CountryNames[table.Countries[row]],
    };
}
