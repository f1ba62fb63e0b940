namespace Recsys.Training.Import;

/// <summary>A row that could not be read.</summary>
/// <param name="File">Its file's name.</param>
/// <param name="Line">Line it starts at, from 1; in Parquet its row.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">The row, shortened, with anything unprintable replaced.</param>
public sealed record RejectedRow(string File, long Line, string Reason, string Text);
