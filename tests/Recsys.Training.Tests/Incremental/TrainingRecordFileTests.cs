using System.Text.Json.Nodes;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Evidence;
using Recsys.Training.Incremental;
using Recsys.Training.Neighbors;
using Recsys.Training.Ranking;

namespace Recsys.Training.Tests.Incremental;

public sealed class TrainingRecordFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private static readonly TrainingRecord Record = new(
        new Dictionary<string, double> { ["neighbors"] = 80 },
        new ItemToItemPlan(
            250, new GraphFilterShape(0.3f, 0.6f, 100, UserPower: 0.5), new TransitionPowers(0.3, 0.7),
            new LearnedEvidence(new SignalExponents(Dwell: 1, Quantity: 0.5), InItemKnn: true, InGraphFilter: false,
                InAls: true),
            ItemToItemSettings.None),
        2.5f, new Calibration(0.9, -0.1));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        TrainingRecordFile.Save(Record, _path);

        var found = TrainingRecordFile.Load(_path, ItemToItemSettings.None);

        Assert.Equal(Record.Plan, found.Plan);
        Assert.Equal(Record.Calibration, found.Calibration);
        Assert.Equal(Record.Settings, found.Settings);
    }

    [Fact]
    public void Load_OfABuildThatNeitherSharpenedNorWeighed_DoesNeither()
    {
        TrainingRecordFile.Save(Record, _path);
        var document = JsonNode.Parse(File.ReadAllText(_path))!;
        foreach (string since in (string[])["sharpening", "kept", "user_power", "weights"])
            Assert.True(document["item_to_item"]!.AsObject().Remove(since));
        File.WriteAllText(_path, document.ToJsonString());

        var found = TrainingRecordFile.Load(_path, ItemToItemSettings.None);

        Assert.Equal(Record.Plan with
        {
            Filter = new GraphFilterShape(0.3f, 0), Evidence = LearnedEvidence.None,
        }, found.Plan);
    }

    [Theory]
    [InlineData("sharpening", -1)]
    [InlineData("kept", 0)]
    [InlineData("user_power", -0.5)]
    [InlineData("user_power", 2.5)]
    [InlineData("alpha", -0.1)]
    [InlineData("lambda", 0)]
    public void Load_NumberOutOfRange_Throws(string name, double value)
    {
        TrainingRecordFile.Save(Record, _path);
        var document = JsonNode.Parse(File.ReadAllText(_path))!;
        document["item_to_item"]![name] = name == "kept" ? (int)value : value;
        File.WriteAllText(_path, document.ToJsonString());

        Assert.Throws<InvalidDataException>(() => TrainingRecordFile.Load(_path, ItemToItemSettings.None));
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(3)]
    public void Load_ExponentOutOfRange_Throws(double exponent)
    {
        TrainingRecordFile.Save(Record, _path);
        var document = JsonNode.Parse(File.ReadAllText(_path))!;
        document["item_to_item"]!["weights"]!["dwell"] = exponent;
        File.WriteAllText(_path, document.ToJsonString());

        Assert.Throws<InvalidDataException>(() => TrainingRecordFile.Load(_path, ItemToItemSettings.None));
    }
}
