namespace Recsys.VectorIndex.Tests;

public sealed class ExactIndexTests
{
    [Fact]
    public void Search_FewVectors_BestFirstUnderTheirIds()
    {
        var index = new ExactIndex([1, 0, 0, 1, 2, 2], 2, [10, 20, 30]);
        long[] ids = new long[2];
        float[] scores = new float[2];

        Assert.Equal(2, index.Search([1, 0.5f], ids, scores));
        Assert.Equal([30, 10], ids);
        Assert.Equal([3, 1], scores);
    }

    [Fact]
    public void Search_EqualScores_EarlierFirst()
    {
        var index = new ExactIndex([1, 1, 1, 1, 1], 1, [50, 40, 30, 20, 10]);
        long[] ids = new long[3];
        index.Search([1], ids, new float[3]);

        Assert.Equal([50, 40, 30], ids);
    }

    [Fact]
    public void Search_VectorWithNaN_IsNeverFound()
    {
        var index = new ExactIndex([1, float.NaN, 3], 1, [1, 2, 3]);
        long[] ids = new long[3];

        Assert.Equal(2, index.Search([1], ids, new float[3]));
        Assert.Equal([3, 1], ids[..2]);
    }

    [Fact]
    public void Search_NoVectors_FindsNone() =>
        Assert.Equal(0, new ExactIndex([], 4, []).Search(new float[4], new long[3], new float[3]));

    [Fact]
    public void Search_NoRoom_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ExactIndex([1], 1, [1]).Search([1], [], []));

    [Fact]
    public void Create_ValuesThatDoNotFit_SaysHowMany()
    {
        var error = Assert.Throws<ArgumentException>(() => new ExactIndex(new float[5], 2, [1, 2]));

        Assert.StartsWith("2 ids of dimension 2 need 4 values, not 5.", error.Message, StringComparison.Ordinal);
    }
}
