namespace Recsys.Cli.Terminal;

/// <summary>How far one stage of long work has come.</summary>
/// <param name="Stage">Name of the stage; a new name begins a new bar.</param>
/// <param name="Fraction">0–1; 1 ends the stage.</param>
/// <param name="Detail">Figures worth seeing, or empty.</param>
internal readonly record struct ProgressStep(string Stage, double Fraction, string Detail = "");
