namespace Recsys.Models.Fused;

/// <summary>Gives some rows of a table.</summary>
/// <param name="row">The first.</param>
/// <param name="values">Filled with whole rows, one after another.</param>
public delegate void RowSource(int row, Span<float> values);
