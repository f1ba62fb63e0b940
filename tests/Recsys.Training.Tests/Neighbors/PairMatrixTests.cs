using Recsys.Training.Neighbors;

namespace Recsys.Training.Tests.Neighbors;

public sealed class PairMatrixTests
{
    [Fact]
    public void Of_RepeatedPairs_CountOnce_ByUserAndByItem()
    {
        var pairs = PairMatrix.Of(Pairs.Table((0, 0), (0, 1), (0, 0), (1, 1), (1, 1), (1, 2)));

        Assert.Equal(4, pairs.Count);
        Assert.Equal([0, 1], pairs.ItemsOf(0).ToArray());
        Assert.Equal([1, 2], pairs.ItemsOf(1).ToArray());
        Assert.Equal([0], pairs.UsersOf(0).ToArray());
        Assert.Equal([0, 1], pairs.UsersOf(1).ToArray());
    }

    [Fact]
    public void Of_WeighedRows_CountAsTheGreatestOfAPair_ScaledToAMeanSquareOfOne()
    {
        var table = Pairs.Table((0, 0), (0, 1), (0, 0), (1, 1), (1, 1), (1, 2));

        var pairs = PairMatrix.Of(table, [1, 2, 3, 4, 1, 0.5f]);

        double scale = Math.Sqrt(4 / (9 + 4 + 16 + 0.25));
        Assert.Equal([3 * scale, 2 * scale], pairs.WeightsOfUser(0).ToArray().Select(w => (double)w), Close);
        Assert.Equal([4 * scale, 0.5 * scale], pairs.WeightsOfUser(1).ToArray().Select(w => (double)w), Close);
        Assert.Equal([2 * scale, 4 * scale], pairs.WeightsOfItem(1).ToArray().Select(w => (double)w), Close);
        Assert.Equal(20 * scale * scale, pairs.SquaresOf(1), 1e-5);
        Assert.Equal([2 * scale], pairs.Items([1]).WeightsOfUser(0).ToArray().Select(w => (double)w), Close);
        Assert.Equal(
            [3 * scale, 2 * scale], pairs.EveryUser(2).WeightsOfUser(0).ToArray().Select(w => (double)w), Close);
    }

    [Fact]
    public void Of_RowsThatCountAlike_CountOne()
    {
        var table = Pairs.Groups(users: 20, items: 15, groups: 3, chance: 0.5, seed: 1);

        var pairs = PairMatrix.Of(table, [.. Enumerable.Repeat(0.3f, table.Count)]);

        for (int user = 0; user < pairs.UserCount; user++)
            Assert.All(pairs.WeightsOfUser(user).ToArray(), weight => Assert.Equal(1, weight, 1e-5));
    }

    private static bool Close(double one, double other) => Math.Abs(one - other) < 1e-5;

    [Fact]
    public void Of_LongHistory_KeepsTheLatestItems()
    {
        const int More = PairMatrix.MaxItemsPerUser + 7;
        var pairs = PairMatrix.Of(Pairs.Table([.. Enumerable.Range(0, More).Select(item => (0, item))]));

        Assert.Equal(Enumerable.Range(7, PairMatrix.MaxItemsPerUser), pairs.ItemsOf(0).ToArray());
        Assert.True(pairs.UsersOf(6).IsEmpty);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(9, 1)]
    public void EveryUser_KeepsTheirItemsAndAllItemNumbers(int step, int users)
    {
        var all = PairMatrix.Of(Pairs.Table([.. Enumerable.Range(0, 20).Select(i => (i % 5, i % 7))]));

        var some = all.EveryUser(step);

        Assert.Equal(users, some.UserCount);
        Assert.Equal(all.ItemCount, some.ItemCount);
        for (int user = 0; user < users; user++)
            Assert.Equal(all.ItemsOf(user * step).ToArray(), some.ItemsOf(user).ToArray());
    }
}
