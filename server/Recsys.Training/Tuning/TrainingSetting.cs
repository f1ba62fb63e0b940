namespace Recsys.Training.Tuning;

/// <summary>One number among the <see cref="TrainingOptions"/>: how it is called in files, and where a search looks for
/// better values.</summary>
/// <param name="Name">Name in settings files and manifests, in lower snake case.</param>
/// <param name="Get">Reads it.</param>
/// <param name="With">Options with another value.</param>
/// <param name="Lowest">Least value that a search draws.</param>
/// <param name="Highest">Greatest value that a search draws.</param>
/// <param name="Whole">Whether it counts something.</param>
internal sealed record TrainingSetting(
    string Name, Func<TrainingOptions, double> Get, Func<TrainingOptions, double, TrainingOptions> With,
    double Lowest, double Highest, bool Whole)
{
    /// <summary>All of them, in the order in which files list them and searches draw them.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
    [
        Real("horizon_days", o => o.HorizonDays, (o, v) => o with { HorizonDays = v }, 7, 90),
        Real("stride_days", o => o.StrideDays, (o, v) => o with { StrideDays = v }, 3.5, 28),
        Count("ranker_windows", o => o.RankerWindows, (o, v) => o with { RankerWindows = v }, 4, 20),
        Count("neighbors", o => o.Neighbors, (o, v) => o with { Neighbors = v }, 50, 400),
        Real("signal_strength", o => o.SignalStrength, (o, v) => o with { SignalStrength = v }, 0.25, 2),
        Count("minimum_count", o => o.MinimumCount, (o, v) => o with { MinimumCount = v }, 2, 40),
        Count("max_positives", o => o.MaxPositives, (o, v) => o with { MaxPositives = v }, 10, 200),
        Count("negatives_per_positive", o => o.NegativesPerPositive, (o, v) => o with { NegativesPerPositive = v },
            3, 24),
        Count("tower_dimension", o => o.TowerDimension, (o, v) => o with { TowerDimension = v }, 16, 128),
        Count("tower_epochs", o => o.TowerEpochs, (o, v) => o with { TowerEpochs = v }, 1, 6),
        Count("tower_batch", o => o.TowerBatch, (o, v) => o with { TowerBatch = v }, 256, 4096),
        Count("ranker_epochs", o => o.RankerEpochs, (o, v) => o with { RankerEpochs = v }, 1, 4),
        Count("ranker_batch", o => o.RankerBatch, (o, v) => o with { RankerBatch = v }, 512, 8192),
    ];

    /// <summary>Draws a value, evenly in its logarithm: twice as many is as far from one value as from
    /// another.</summary>
    public double Draw(Random random)
    {
        double drawn = Lowest * Math.Pow(Highest / Lowest, random.NextDouble());
        // Three digits say all that a search can tell.
        return Whole ? Math.Round(drawn) : double.Round(drawn, drawn < 10 ? 2 : 1);
    }

    private static TrainingSetting Real(
        string name, Func<TrainingOptions, double> get, Func<TrainingOptions, double, TrainingOptions> with,
        double lowest, double highest) => new(name, get, with, lowest, highest, Whole: false);

    private static TrainingSetting Count(
        string name, Func<TrainingOptions, int> get, Func<TrainingOptions, int, TrainingOptions> with,
        double lowest, double highest) =>
        new(name, options => get(options), (options, value) => with(options, (int)value), lowest, highest, true);
}
