using Recsys.Training.Data;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class TransitionFitterTests
{
    private const double Step = TransitionFitter.StepDecay;

    [Fact]
    public void Fit_MarkovPowers_AreOddsOfWhatFollows()
    {
        // Items are numbered as they come: 0 then 1 then 2, and once 0 then 2.
        var table = Pairs.Table((0, 0), (0, 1), (0, 2), (1, 0), (1, 2));

        var found = Fit(table, new TransitionPowers(1, 0));

        Assert.Equal([2, 1], found.RowsOf(0).ToArray());
        Assert.Equal((1 + Step) / (2 + Step), found.WeightsOf(0)[0], 1e-5);
        Assert.Equal(1 / (2 + Step), found.WeightsOf(0)[1], 1e-5);
        Assert.Equal([2], found.RowsOf(1).ToArray());
        Assert.Equal(1, found.WeightsOf(1)[0], 1e-5);
        Assert.True(found.RowsOf(2).IsEmpty);
    }

    [Fact]
    public void Fit_CosinePowers_DivideByBothEnds()
    {
        var table = Pairs.Table((0, 0), (0, 1), (1, 2), (1, 1));

        var found = Fit(table, new TransitionPowers(0.5, 0.5));

        // One leaves 0, two reach 1.
        Assert.Equal(1 / Math.Sqrt(2), found.WeightsOf(0)[0], 1e-5);
    }

    [Fact]
    public void Fit_OneMoment_FollowsInBothDirectionsByHalf()
    {
        var table = Pairs.Table([(0, 0, 1000), (0, 1, 1000), (0, 2, 2000)]);

        var found = Fit(table, new TransitionPowers(1, 0));

        Assert.Equal([2, 1], found.RowsOf(0).ToArray());
        Assert.Equal(1 / 1.5, found.WeightsOf(0)[0], 1e-5);
        Assert.Equal([2, 0], found.RowsOf(1).ToArray());
        Assert.True(found.RowsOf(2).IsEmpty);
    }

    [Fact]
    public void FitEach_SeveralPowers_AreTheirOwnFits()
    {
        TransitionPowers[] choices = [new(1, 0), new(0.5, 0.5), new(0.3, 0.7)];
        var table = Pairs.Groups(users: 40, items: 30, groups: 2, chance: 0.4, seed: 2);

        var tables = TransitionFitter.FitEach(table, table.ItemCount, choices, count: 10, default).ToList();

        Assert.Equal(choices.Length, tables.Count);
        foreach (var (powers, together) in choices.Zip(tables))
        {
            var alone = TransitionFitter.Fit(table, table.ItemCount, powers, count: 10, default);
            Assert.Equal(alone.AllRows.ToArray(), together.AllRows.ToArray());
            Assert.Equal(alone.AllWeights.ToArray(), together.AllWeights.ToArray());
        }
    }

    [Fact]
    public void Fit_RandomSequences_AreThePlainCounts()
    {
        var random = new Random(3);
        var table = Pairs.Table([.. Enumerable.Range(0, 300).Select(_ => (random.Next(8), random.Next(12)))]);
        var counts = new double[table.ItemCount, table.ItemCount];
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            for (int i = 0; i < rows.Length; i++)
                for (int j = i + 1; j < rows.Length && j - i <= 6; j++)
                    if (table.Items[rows[i]] != table.Items[rows[j]])
                        counts[table.Items[rows[i]], table.Items[rows[j]]] += Math.Pow(Step, j - i - 1);
        }

        var found = Fit(table, new TransitionPowers(0, 0));

        for (int item = 0; item < table.ItemCount; item++)
            for (int other = 0; other < table.ItemCount; other++)
            {
                int at = found.RowsOf(item).IndexOf(other);
                Assert.Equal(counts[item, other], at < 0 ? 0 : found.WeightsOf(item)[at], 1e-4);
            }
    }

    private static Pipeline.Retrieval.ItemNeighbors Fit(InteractionTable table, TransitionPowers powers) =>
        TransitionFitter.Fit(table, table.ItemCount, powers, count: 100, default);
}
