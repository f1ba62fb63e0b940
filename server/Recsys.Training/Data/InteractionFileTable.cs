using Recsys.Training.Import;

namespace Recsys.Training.Data;

/// <summary>A table read from files, and what became of their rows.</summary>
/// <param name="Table">The interactions.</param>
/// <param name="Report">The rows' fates.</param>
public sealed record InteractionFileTable(InteractionTable Table, ImportReport Report);
