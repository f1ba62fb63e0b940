namespace Recsys.LoadTest.Tests;

public class StageTimesTests
{
    [Fact]
    public void Record_ServerTiming_IsReadInOrder()
    {
        var stages = new StageTimes();
        stages.Record("hydrate;dur=0.021, retrieve;dur=0.412,score;desc=\"x\";dur=\"1.5\", total;dur=2");
        stages.Record("total;dur=4, retrieve;dur=0.2");

        var found = stages.Summarize();

        Assert.Equal(["hydrate", "retrieve", "score", "total"], found.Select(stage => stage.Stage));
        Assert.Equal([21, 412, 1500, 4000], found.Select(stage => stage.Time.MaxUs));
        Assert.Equal([1, 2, 1, 2], found.Select(stage => stage.Time.Count));
        Assert.Equal(2, stages.Answers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("total")]
    [InlineData("total;dur=abc")]
    [InlineData("total;dur=-1")]
    [InlineData("total;dur=NaN")]
    [InlineData(";dur=1")]
    [InlineData(",,;;=,")]
    public void Record_WhatIsNoServerTiming_IsPassedOver(string value)
    {
        var stages = new StageTimes();
        stages.Record(value);

        Assert.Equal(0, stages.Answers);
        Assert.DoesNotContain(stages.Summarize(), stage => stage.Time.Count > 0);
    }

    [Fact]
    public void Record_EndlessNames_KeepsABound()
    {
        var stages = new StageTimes();
        for (int i = 0; i < 100; i++) stages.Record($"stage{i};dur=1");

        Assert.Equal(StageTimes.MaxStages, stages.Summarize().Count);
    }
}
