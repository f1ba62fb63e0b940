namespace Recsys.Training.Import.Rows;

/// <summary>What becomes of a row.</summary>
internal enum RowVerdict
{
    /// <summary>It goes to the sink.</summary>
    Accepted,
    /// <summary>It is good, and a rule leaves it out.</summary>
    Dropped,
    /// <summary>It is bad.</summary>
    Rejected,
}
