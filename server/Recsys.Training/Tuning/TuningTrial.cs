namespace Recsys.Training.Tuning;

/// <summary>One measurement of one choice of settings.</summary>
/// <param name="Number">Number of the choice, from 0, which is what the search started from.</param>
/// <param name="Rung">How much of the data it was measured on: the highest rung is all of it.</param>
/// <param name="Settings">Settings by name.</param>
/// <param name="Score">ndcg at the cut-off; null where training failed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failure">Why training failed, or empty.</param>
public sealed record TuningTrial(
    int Number, int Rung, IReadOnlyDictionary<string, double> Settings, double? Score, double Seconds,
    string Failure = "");
