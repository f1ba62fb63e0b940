namespace Recsys.Pipeline.Filtering;

/// <summary>A row that was turned away before it took a place among the candidates.</summary>
/// <param name="Row">Its catalogue row.</param>
/// <param name="Sources">Bits of the sources that would have brought it.</param>
/// <param name="Fate">Which rule turned it away.</param>
internal readonly record struct ScreenedRow(int Row, uint Sources, CandidateFate Fate);
