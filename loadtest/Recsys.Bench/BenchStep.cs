namespace Recsys.Bench;

/// <summary>How far one stage of a measurement has come.</summary>
/// <param name="Stage">Name of the stage; a new name begins a new one.</param>
/// <param name="Fraction">0–1; 1 ends the stage.</param>
/// <param name="Detail">Figures worth seeing, or empty.</param>
public readonly record struct BenchStep(string Stage, double Fraction, string Detail = "");
