namespace Recsys.Synthetic;

/// <summary>Where the making of a shop stands, for a progress bar.</summary>
/// <param name="Stage">What is being made, in a word or two of English.</param>
/// <param name="Fraction">How much of the stage is done, in [0, 1].</param>
/// <param name="Detail">Figures of the moment; may be empty.</param>
public sealed record SyntheticProgress(string Stage, double Fraction, string Detail = "");
