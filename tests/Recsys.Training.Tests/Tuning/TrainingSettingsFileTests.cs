using Recsys.Training.Tuning;

namespace Recsys.Training.Tests.Tuning;

public sealed class TrainingSettingsFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-settings-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        var plan = new TuningPlan(new TuningOptions(), 1);
        for (int number = 0; number < 20; number++)
        {
            TrainingSettingsFile.Save(plan.Settings(number), _path);

            Assert.Equal(plan.Settings(number), TrainingSettingsFile.Load(_path, new TrainingOptions()));
        }
    }

    [Fact]
    public void Load_SomeSettings_LeavesTheOthers()
    {
        File.WriteAllText(_path, """{"tower_dimension": 16, "horizon_days": 14.5}""");

        var options = TrainingSettingsFile.Load(_path, new TrainingOptions { Seed = 9 });

        Assert.Equal(new TrainingOptions { Seed = 9, TowerDimension = 16, HorizonDays = 14.5 }, options);
    }

    [Theory]
    [InlineData("", "no JSON object")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("null", "no settings")]
    [InlineData("""{"tower_dimention": 16}""", "tower_dimention")]
    [InlineData("""{"tower_dimension": "16"}""", "tower_dimension")]
    [InlineData("""{"tower_dimension": 16.5}""", "whole number")]
    [InlineData("""{"tower_dimension": 1e300}""", "tower_dimension")]
    [InlineData("""{"tower_dimension": 0}""", "TowerDimension must be 4–512")]
    [InlineData("""{"horizon_days": -1}""", "HorizonDays")]
    public void Load_WrongFile_NamesWhatIsWrong(string text, string named)
    {
        File.WriteAllText(_path, text);

        var wrong = Assert.Throws<InvalidDataException>(() => TrainingSettingsFile.Load(_path, new TrainingOptions()));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(_path, wrong.Message, StringComparison.Ordinal);
    }
}
