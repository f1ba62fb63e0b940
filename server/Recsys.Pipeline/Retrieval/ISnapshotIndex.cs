namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// What a snapshot's vector index holds now, for operators. Only to be asked while the snapshot is leased.
/// </summary>
public interface ISnapshotIndex
{
    /// <summary>Products it finds, about: one that moved may count twice.</summary>
    long Count { get; }

    /// <summary>Of them, those that are compared one by one until the next merge.</summary>
    int UnmergedCount { get; }

    /// <summary>
    /// Part of the true best that the latest sampled searches found, in [0, 1]; null before the first sample.
    /// </summary>
    double? Recall { get; }
}
