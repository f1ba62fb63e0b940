using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Tests.Requests;

public class IdListTests
{
    [Fact]
    public void Of_Texts_GivesThemBack()
    {
        string[] ids = ["a", "Größe-9", "", new string('x', 128)];

        var list = IdList.Of(ids);

        Assert.Equal(ids, Enumerable.Range(0, list.Count).Select(i => list[i]));
    }

    [Fact]
    public void Numbered_Counts()
    {
        var list = IdList.Numbered("c", 7, 615_599);

        Assert.Equal(("c0000001", "c0000010", "c0615599"), (list[0], list[9], list[615_598]));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[615_599]);
    }

    [Theory]
    [InlineData(3, 1000, 1)]
    [InlineData(0, 5, 1)]
    [InlineData(11, 5, 1)]
    [InlineData(3, 0, 1)]
    [InlineData(3, 5, -1)]
    public void Numbered_OutOfBounds_IsRefused(int digits, int count, int from) =>
        Assert.Throws<ArgumentException>(() => IdList.Numbered("p", digits, count, from));
}
