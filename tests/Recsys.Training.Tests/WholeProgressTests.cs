namespace Recsys.Training.Tests;

public sealed class WholeProgressTests
{
    [Theory]
    [InlineData(
        false,
        "reading,item to item,als,examples,towers,ranker,towers so far,mix,latest towers,sequences,artifacts")]
    [InlineData(true, "reading,examples,mix,towers,ranker,sequences,artifacts")]
    public void Of_StagesInTheirOrder_RisesFrom0To1(bool increment, string stages)
    {
        var whole = new WholeProgress(increment);
        double before = 0;
        foreach (string stage in stages.Split(','))
        {
            Assert.Equal(before, whole.Of(stage, 0), 9);
            double half = whole.Of(stage, 0.5), all = whole.Of(stage, 1);
            Assert.True(before < half && half < all, $"{stage}: {before}, {half}, {all}");
            before = all;
        }
        Assert.Equal(1, before, 9);
    }

    [Fact]
    public void Of_WhatItDoesNotKnow_NeverGoesBack()
    {
        var whole = new WholeProgress(increment: false);
        double mix = whole.Of("mix", 0.5);

        Assert.Equal(mix, whole.Of("something new", 1));
        Assert.Equal(mix, whole.Of("towers", 1));
        Assert.Equal(whole.Of("mix", 1), whole.Of("mix", 7));
        Assert.Equal(whole.Of("mix", 1), whole.Of("mix", double.NegativeInfinity));
    }
}
