using Recsys.Training.Tuning;

namespace Recsys.Training.Tests.Tuning;

/// <summary>Which settings a search measures, and on how much.</summary>
public sealed class TuningPlanTests
{
    private static readonly TuningOptions Options = new() { Trials = 27, Seed = 3 };

    [Fact]
    public void Next_ToTheEnd_MeasuresFewOnAllOfTheData()
    {
        var made = Search(new TuningPlan(Options, 3), number => 1.0 / (1 + number));

        Assert.Equal([0, 0, 0], made.Take(3).Select(trial => trial.Number));
        Assert.Equal([0, 1, 2], made.Take(3).Select(trial => trial.Rung));
        Assert.Equal(27, made.Count(trial => trial.Rung == 0));
        Assert.Equal(9, made.Count(trial => trial.Rung == 1));
        Assert.Equal(3, made.Count(trial => trial.Rung == 2));
        Assert.Equal(made.Count, made.Select(trial => (trial.Number, trial.Rung)).Distinct().Count());
    }

    [Fact]
    public void Best_WhateverIsMeasured_IsNoWorseThanTheStart()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var plan = new TuningPlan(Options, 2);
            var made = Search(plan, _ => random.NextDouble());

            double start = made.Single(trial => trial is { Number: 0, Rung: 1 }).Score!.Value;
            Assert.True(plan.Best(made)!.Score >= start);
        }
    }

    [Fact]
    public void Best_SettingsThatAreBetter_AreFound()
    {
        // The best is drawn late, and measured with little noise on every rung.
        var plan = new TuningPlan(Options, 3);
        var made = Search(plan, number => number == 20 ? 0.9 : 0.2 + (0.001 * number));

        Assert.Equal(20, plan.Best(made)!.Number);
    }

    [Fact]
    public void Next_SettingsThatCannotBeTrained_DoNotGoUp()
    {
        var plan = new TuningPlan(Options, 2);
        var made = Search(plan, number => number is 0 or > 20 ? 0.1 : null);

        Assert.All(made.Where(trial => trial.Rung == 1), trial => Assert.NotNull(trial.Score));
    }

    [Fact]
    public void Settings_OfASeed_AreAlwaysTheSameAndWithinTheirRanges()
    {
        var plan = new TuningPlan(Options, 1);
        Assert.Same(Options.Training, plan.Settings(0));
        for (int number = 1; number < 200; number++)
        {
            var settings = plan.Settings(number);
            settings.Validate();
            Assert.Equal(
                TrainingSettingsFile.Values(settings),
                TrainingSettingsFile.Values(new TuningPlan(Options, 1).Settings(number)));
            Assert.NotEqual(
                TrainingSettingsFile.Values(settings),
                TrainingSettingsFile.Values(new TuningPlan(Options with { Seed = 4 }, 1).Settings(number)));
            Assert.All(TrainingSetting.All, setting =>
                Assert.InRange(setting.Get(settings), setting.Lowest, setting.Highest));
        }
    }

    private static List<TuningTrial> Search(TuningPlan plan, Func<int, double?> score)
    {
        var made = new List<TuningTrial>();
        while (plan.Next(made) is var (number, rung))
        {
            Assert.True(made.Count < 1_000, "The search does not end.");
            made.Add(new TuningTrial(number, rung, new Dictionary<string, double>(), score(number), 1));
        }
        return made;
    }
}
