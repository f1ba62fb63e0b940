namespace Recsys.Training;

/// <summary>Where training stands, for a progress bar.</summary>
/// <param name="Stage">What is being done, in a word or two of English.</param>
/// <param name="Fraction">How much of the stage is done, in [0, 1].</param>
/// <param name="Detail">Numbers of the moment, for example the loss; may be empty.</param>
/// <param name="Loss">Mean loss of the pass so far, where something is being fitted: a point of its learning
/// curve.</param>
public sealed record TrainingProgress(string Stage, double Fraction, string Detail = "", double? Loss = null);
