using Recsys.Pipeline.Interactions;
using Recsys.Training.Baselines;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class ItemNeighborFitterTests
{
    [Fact]
    public void Fit_SmallShop_HasEasesPositiveWeights()
    {
        var table = SyntheticShop.Build(users: 30, products: 20);
        var neighbors = ItemNeighborFitter.Fit(table, table.ItemCount, count: 1000, default);
        var ease = new EaseBaseline(FeedbackMatrix.Of(table), ItemNeighborFitter.Lambda);

        for (int user = 0; user < table.UserCount; user++)
        {
            var expected = new float[table.ItemCount];
            ease.Score(user, expected);
            var sums = new float[table.ItemCount];
            foreach (int item in FeedbackMatrix.Of(table).ItemsOf(user))
                for (int n = 0; n < neighbors.RowsOf(item).Length; n++)
                    sums[neighbors.RowsOf(item)[n]] += neighbors.WeightsOf(item)[n];
            // λ is far above the counts here, so that hardly a weight is negative.
            for (int item = 0; item < sums.Length; item++) Assert.Equal(expected[item], sums[item], 0.02);
        }
    }

    [Fact]
    public void Fit_MoreNeighboursThanAsked_KeepsTheBest()
    {
        var table = SyntheticShop.Build(users: 30, products: 20);
        var all = ItemNeighborFitter.Fit(table, table.ItemCount, count: 1000, default);
        var few = ItemNeighborFitter.Fit(table, table.ItemCount, count: 3, default);

        for (int item = 0; item < table.ItemCount; item++)
        {
            Assert.Equal(all.RowsOf(item)[..3].ToArray(), few.RowsOf(item).ToArray());
            Assert.Equal(all.WeightsOf(item).ToArray().OrderDescending(), all.WeightsOf(item).ToArray());
        }
    }

    [Fact]
    public void Fit_ProductsBeyondTheTable_HaveNoNeighbours()
    {
        var table = SyntheticShop.Build(users: 30, products: 20);
        var neighbors = ItemNeighborFitter.Fit(table, table.ItemCount + 5, count: 10, default);

        Assert.Equal(table.ItemCount + 5, neighbors.Count);
        Assert.True(neighbors.RowsOf(table.ItemCount + 4).IsEmpty);
    }

    [Fact]
    public void Fit_OneInteraction_HasNoNeighbours()
    {
        var builder = new InteractionTableBuilder();
        builder.Add(new Interaction { Id = "1", CustomerId = "u", ProductId = "p", Type = InteractionType.Purchase,
            TimeMs = 1 });
        Assert.Equal(0, ItemNeighborFitter.Fit(builder.Build(), 1, count: 10, default).Edges);
    }
}
