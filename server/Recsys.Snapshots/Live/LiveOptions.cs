namespace Recsys.Snapshots.Live;

/// <summary>How a snapshot follows the catalogue while it is live.</summary>
public sealed record LiveOptions
{
    /// <summary>
    /// Sampled recall of the index below which an alarm is raised, above 0 and at most 1; null takes the target that
    /// the version's index was measured for, less 0.02.
    /// </summary>
    public double? RecallAlarm { get; init; }

    /// <summary>Told the recall and the alarm when recall falls below it.</summary>
    public Action<double, double> RecallLow { get; init; } = (_, _) => { };

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told why a product could not be taken in, or words not be indexed anew.</summary>
    public Action<Exception> Failed { get; init; } = _ => { };

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        if (RecallAlarm is not (null or (> 0 and <= 1)))
            throw new ArgumentException("Live option RecallAlarm is wrong: it is above 0 and at most 1.");
    }
}
