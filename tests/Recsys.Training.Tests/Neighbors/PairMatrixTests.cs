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
