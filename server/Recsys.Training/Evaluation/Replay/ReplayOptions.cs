namespace Recsys.Training.Evaluation;

/// <summary>How often a shop trains is compared over its latest months.</summary>
public sealed record ReplayOptions
{
    /// <summary>Months before the end of the data in which is measured, 1–60.</summary>
    public int Months { get; init; } = 3;

    /// <summary>Days from each measured day on in which something is to be found, 1–90.</summary>
    public int HorizonDays { get; init; } = 7;

    /// <summary>How often is trained, at least one.</summary>
    public IReadOnlyList<ReplayCadence> Cadences { get; init; } =
        [ReplayCadence.Once, ReplayCadence.Monthly, ReplayCadence.Weekly, ReplayCadence.Daily,
            ReplayCadence.Incremental];

    /// <summary>
    /// Time after which no further day is begun, above 0. Days are taken spread over all months, so that more time
    /// makes intervals narrower and changes nothing else.
    /// </summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Most days that are measured, at least 1.</summary>
    public int MaxDays { get; init; } = int.MaxValue;

    /// <summary>Clock of the budget.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Cut-offs, candidates, repeats, seed and training.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Refuses options out of range.</summary>
    /// <exception cref="ArgumentException">Names the option and its range.</exception>
    public void Validate()
    {
        Require(Months is >= 1 and <= 60, "A replay is over 1 to 60 months.");
        Require(HorizonDays is >= 1 and <= 90, "A replay looks 1 to 90 days ahead.");
        Require(Cadences.Count > 0 && Cadences.Distinct().Count() == Cadences.Count, "Each cadence is named once.");
        Require(Budget > TimeSpan.Zero, "The budget must be above 0.");
        Require(MaxDays >= 1, "At least one day must be measured.");
        Evaluation.Validate();
    }

    private static void Require(bool met, string message)
    {
        if (!met) throw new ArgumentException(message);
    }
}
