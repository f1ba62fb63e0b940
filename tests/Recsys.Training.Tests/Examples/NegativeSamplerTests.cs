using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Examples;

public sealed class NegativeSamplerTests
{
    [Fact]
    public void LogChance_OverManyDraws_IsHowOftenAProductIsDrawn()
    {
        const int Rounds = 20_000;
        var table = SyntheticShop.Build();
        var replay = new HistoryReplay(table);
        replay.AdvanceTo(table.Count);
        var workflow = WorkflowFitter.FitVocabularies(table, SyntheticShop.Options);
        var content = ItemContent.Build(workflow, table.Products, [.. Enumerable.Range(0, table.ItemCount)]);
        var items = ItemColumns.BuildRaw(content, replay.Statistics, workflow.AsOfMs);
        var profile = new UserProfile();
        profile.Load(workflow, items, Ring(table.ItemCount), replay.History(0), "", workflow.AsOfMs);
        var sampler = new NegativeSampler(items, replay.Statistics);
        sampler.Begin(profile, replay.History(0), draws: 20);

        var random = new Random(5);
        var drawn = new HashSet<int>();
        int[] counts = new int[table.ItemCount];
        for (int round = 0; round < Rounds; round++)
        {
            sampler.Draw(random, drawn);
            foreach (int item in drawn) counts[item]++;
        }

        for (int item = 0; item < counts.Length; item++)
        {
            double expected = Math.Exp(sampler.LogChance(item));
            // Drawn with replacement a fixed number of times, where the formula has a Poisson number: a few percent
            // apart.
            Assert.InRange(counts[item] / (double)Rounds, expected * 0.93 - 0.002, expected * 1.12 + 0.002);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Begin_MoreReachedThanAreHard_TakesTheBestByAffinityAndRecentShareThatWereNotBought(int seed)
    {
        var table = SyntheticShop.Build(users: 60, products: 700, seed: seed);
        var replay = new HistoryReplay(table);
        replay.AdvanceTo(table.Count);
        var workflow = WorkflowFitter.FitVocabularies(table, SyntheticShop.Options);
        var content = ItemContent.Build(workflow, table.Products, [.. Enumerable.Range(0, table.ItemCount)]);
        var items = ItemColumns.BuildRaw(content, replay.Statistics, workflow.AsOfMs);
        var sampler = new NegativeSampler(items, replay.Statistics);
        var profile = new UserProfile();
        int share = FeatureSchema.IndexOf(FeatureSchema.ItemDense, "item_share_20d");

        // One after another, so that what one customer left behind would show with the next.
        foreach (int user in (int[])[0, 1, 0])
        {
            var history = replay.History(user);
            profile.Load(workflow, items, All(table.ItemCount, seed), history, "", workflow.AsOfMs);
            sampler.Begin(profile, history, draws: 1000);

            int[] expected = [.. profile.AffinityRows.ToArray()
                .Where(row => profile.Affinity(row) > 0 && !history.PurchasedRows.Contains(row))
                .OrderByDescending(row => profile.Affinity(row) * MathF.Exp(items.Dense(row)[share]))
                .ThenBy(row => row).Take(NegativeSampler.HardProducts)];
            Assert.Equal(NegativeSampler.HardProducts, expected.Length);
            Assert.Equal(expected, sampler.HardRows.ToArray());
        }
    }

    // Everything leads to everything else, by weights of either sign.
    private static ItemNeighbors All(int items, int seed)
    {
        var random = new Random(seed);
        return new ItemNeighbors(
            [.. Enumerable.Range(0, items + 1).Select(item => item * items)],
            [.. Enumerable.Range(0, items * items).Select(at => at % items)],
            [.. Enumerable.Range(0, items * items).Select(_ => (float)random.NextDouble() - 0.2f)]);
    }

    private static ItemNeighbors Ring(int items) => new(
        [.. Enumerable.Range(0, items + 1)], [.. Enumerable.Range(0, items).Select(item => (item + 1) % items)],
        [.. Enumerable.Repeat(1f, items)]);
}
