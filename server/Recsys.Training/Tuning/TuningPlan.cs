namespace Recsys.Training.Tuning;

/// <summary>
/// Which settings to measure next, on how much of the data: asynchronous successive halving (Li et al. 2020), one at a
/// time. Settings go up a rung when they are among the best third of those measured on their rung; else new ones are
/// drawn. What a search started from goes all the way up first, so that the best is never worse. Depends on nothing but
/// the seed and what was measured.
/// </summary>
internal sealed class TuningPlan(TuningOptions options, int rungs)
{
    /// <summary>The next choice; null when all trials are made.</summary>
    public (int Number, int Rung)? Next(IReadOnlyList<TuningTrial> made)
    {
        for (int rung = 0; rung < rungs; rung++)
            if (!made.Any(trial => trial.Number == 0 && trial.Rung == rung)) return (0, rung);
        for (int rung = rungs - 2; rung >= 0; rung--)
        {
            var here = made.Where(trial => trial.Rung == rung).ToList();
            var up = here.Where(trial => trial.Score is not null)
                .OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number)
                .Take(here.Count / TuningData.Reduction)
                .FirstOrDefault(trial => !made.Any(other => other.Number == trial.Number && other.Rung == rung + 1));
            if (up is not null) return (up.Number, rung + 1);
        }
        int drawn = made.Max(trial => trial.Number) + 1;
        return drawn < options.Trials ? (drawn, 0) : null;
    }

    /// <summary>The settings of a choice.</summary>
    public TrainingOptions Settings(int number)
    {
        if (number == 0) return options.Training;
        var random = new Random(HashCode(options.Seed, number));
        return TrainingSetting.All.Aggregate(
            options.Training, (chosen, setting) => setting.With(chosen, setting.Draw(random)));
    }

    /// <summary>The best measured on all of the data; null before there is one.</summary>
    public TuningTrial? Best(IReadOnlyList<TuningTrial> made) => made
        .Where(trial => trial.Rung == rungs - 1 && trial.Score is not null)
        .OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number).FirstOrDefault();

    // The framework's own hash is another one in each process.
    private static int HashCode(int seed, int number) => unchecked((seed * 397) ^ (number * 7919));
}
