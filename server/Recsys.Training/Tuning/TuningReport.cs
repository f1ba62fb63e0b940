namespace Recsys.Training.Tuning;

/// <summary>Outcome of a search.</summary>
/// <param name="Trials">All measurements, those of earlier runs of the search among them.</param>
/// <param name="Resumed">How many were there when this run began.</param>
/// <param name="Rungs">Parts of the data that settings were measured on; the last is all of it.</param>
/// <param name="Best">The best on all of the data; null where the budget ended before the first.</param>
public sealed record TuningReport(IReadOnlyList<TuningTrial> Trials, int Resumed, int Rungs, TuningTrial? Best)
{
    /// <summary>What the settings reached that the search started from; null where it was not measured.</summary>
    public double? StartScore => Trials.FirstOrDefault(t => t.Number == 0 && t.Rung == Rungs - 1)?.Score;
}
